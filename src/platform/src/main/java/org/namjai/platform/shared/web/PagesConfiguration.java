package org.namjai.platform.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

@Configuration(proxyBeanMethods = false)
class PagesConfiguration implements WebMvcConfigurer {
    private final LocaleResolver languages = thaiUnlessChosen();

    /** Our own source, because Boot's falls back from Thai to the language of the machine. */
    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    @Bean
    NamjaiDialect namjaiDialect(MessageSource messages) {
        return new NamjaiDialect(new Words(messages));
    }

    @Bean
    LocaleResolver localeResolver() {
        return languages;
    }

    private static CookieLocaleResolver thaiUnlessChosen() {
        CookieLocaleResolver resolver = new CookieLocaleResolver("namjai-language");
        resolver.setDefaultLocale(Words.THAI);
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        return resolver;
    }

    /** Names of assets carry their content's hash, so that a phone fetches each of them once. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    /** Lets the templates' links name assets with their hash. */
    @Bean
    ResourceUrlEncodingFilter resourceUrlEncodingFilter() {
        return new ResourceUrlEncodingFilter();
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/session-expired").setViewName("shared/session-expired");
        registry.addViewController("/signed-out").setViewName("shared/signed-out");
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new LanguageChoice(languages)).excludePathPatterns("/api/**");
    }

    /** {@code ?language=en} or {@code ?language=th} on any page; anything else is passed over. */
    private record LanguageChoice(LocaleResolver resolver) implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            Locale chosen = chosen(request.getParameter("language"));
            if (chosen != null) {
                resolver.setLocale(request, response, chosen);
            }
            return true;
        }

        private static @Nullable Locale chosen(@Nullable String language) {
            if ("en".equals(language)) {
                return Locale.ENGLISH;
            }
            return "th".equals(language) ? Words.THAI : null;
        }
    }
}

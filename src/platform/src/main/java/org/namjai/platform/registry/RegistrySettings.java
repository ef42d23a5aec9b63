package org.namjai.platform.registry;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url where the registries are, each below its code
 * @param urls registries that are elsewhere, by code
 * @param timeout how long one message may take
 * @param tries of one message, when the failure looks like passing
 * @param pause before the second try; doubles
 * @param openFor how long a registry that keeps failing is left alone
 */
@ConfigurationProperties("namjai.registries")
record RegistrySettings(
        String url,
        @DefaultValue Map<String, String> urls,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("3") int tries,
        @DefaultValue("200ms") Duration pause,
        @DefaultValue("30s") Duration openFor) {

    String urlOf(Registry registry) {
        return urls.getOrDefault(registry.code(), url + "/" + registry.code());
    }
}

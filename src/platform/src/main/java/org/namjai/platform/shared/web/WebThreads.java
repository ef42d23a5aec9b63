package org.namjai.platform.shared.web;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.apache.coyote.ProtocolHandler;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The threads that serve requests. Tomcat's own pool gives a request to the thread that has slept longest; this one to the
 * thread that worked last, and wakes none while one that works can take it.
 */
@Configuration(proxyBeanMethods = false)
class WebThreads {
    @Bean
    TomcatProtocolHandlerCustomizer<ProtocolHandler> forkJoin(@Value("${server.tomcat.threads.max:200}") int most) {
        return protocol -> protocol.setExecutor(new ForkJoinPool(most, WebThreads::thread, null, true));
    }

    private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName("http-" + thread.getPoolIndex());
        thread.setContextClassLoader(WebThreads.class.getClassLoader());
        return thread;
    }
}

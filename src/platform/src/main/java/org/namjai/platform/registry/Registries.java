package org.namjai.platform.registry;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.namjai.platform.shared.ServiceHttp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Asks the state's registries about people. */
@Service
@EnableConfigurationProperties(RegistrySettings.class)
public class Registries {
    private static final Logger LOG = LoggerFactory.getLogger(Registries.class);

    /** Questions in one message. */
    static final int MOST_AT_ONCE = 100;

    /** Of the last 20 messages half must fail before a registry is left alone; then 3 messages try whether it is back. */
    private static final int LAST_MESSAGES = 20;

    private static final int ENOUGH_TO_JUDGE = 6;
    private static final int TRIAL_MESSAGES = 3;

    private final Map<Registry, RegistryClient> clients = new EnumMap<>(Registry.class);

    @Autowired
    Registries(ServiceHttp http, RegistrySettings settings, Clock clock, MeterRegistry meters) {
        this(registry -> http.to(settings.urlOf(registry), settings.timeout()), settings, clock, meters);
    }

    Registries(Function<Registry, RestClient> http, RegistrySettings settings, Clock clock, MeterRegistry meters) {
        CircuitBreakerConfig circuits = CircuitBreakerConfig.custom()
                .slidingWindowSize(LAST_MESSAGES)
                .minimumNumberOfCalls(ENOUGH_TO_JUDGE)
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(TRIAL_MESSAGES)
                .clock(clock)
                .build();
        RetryConfig tries = RetryConfig.custom()
                .maxAttempts(settings.tries())
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(settings.pause()))
                .retryOnException(Registries::mayPass)
                .build();
        for (Registry registry : Registry.values()) {
            CircuitBreaker circuit = circuit(registry, circuits, meters);
            Retry retry = Retry.of(registry.code(), tries);
            clients.put(registry, new RegistryClient(registry, http.apply(registry), circuit, retry, clock));
        }
    }

    private static CircuitBreaker circuit(Registry registry, CircuitBreakerConfig config, MeterRegistry meters) {
        CircuitBreaker circuit = CircuitBreaker.of(registry.code(), config);
        circuit.getEventPublisher()
                .onStateTransition(change ->
                        LOG.warn("The circuit to the {} registry is {}", registry.code(), circuit.getState()));
        Gauge.builder("namjai.registry.closed", circuit, now -> now.getState() == CircuitBreaker.State.CLOSED ? 1 : 0)
                .description("1 while the registry answers, 0 while it is left alone or tried again")
                .tag("registry", registry.code())
                .register(meters);
        return circuit;
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof ResourceAccessException
                || failure instanceof UnusableMessage message && message.isPassing();
    }

    /** Throws {@link RegistryUnavailable} when there is no answer now. */
    public Answer ask(Inquiry inquiry) {
        Registry registry = inquiry.question().registry();
        Answer answer = client(registry).ask(List.of(inquiry)).get(inquiry);
        if (answer == null) {
            throw new RegistryUnavailable(registry, "it left the question out", null);
        }
        return answer;
    }

    /** Many questions, one message for each registry and hundred; those that find no answer now are left out. */
    public Map<Inquiry, Answer> ask(Collection<Inquiry> inquiries) {
        var byRegistry = new EnumMap<Registry, List<Inquiry>>(Registry.class);
        inquiries.stream().distinct().forEach(inquiry -> byRegistry
                .computeIfAbsent(inquiry.question().registry(), registry -> new ArrayList<>())
                .add(inquiry));
        var answers = new HashMap<Inquiry, Answer>();
        byRegistry.forEach((registry, all) -> answers.putAll(askInParts(registry, all)));
        return answers;
    }

    private Map<Inquiry, Answer> askInParts(Registry registry, List<Inquiry> all) {
        var answers = new HashMap<Inquiry, Answer>();
        try {
            for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
                answers.putAll(client(registry).ask(all.subList(from, Math.min(from + MOST_AT_ONCE, all.size()))));
            }
        } catch (RegistryUnavailable e) {
            LOG.warn("{}; {} questions wait", e.getMessage(), all.size() - answers.size());
        }
        return answers;
    }

    private RegistryClient client(Registry registry) {
        RegistryClient client = clients.get(registry);
        if (client == null) {
            throw new IllegalStateException("no client for " + registry);
        }
        return client;
    }
}

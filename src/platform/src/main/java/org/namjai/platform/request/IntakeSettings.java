package org.namjai.platform.request;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param workers threads that store requests, each with a database connection
 * @param queue requests that may wait to be stored; one more is told to come again
 * @param catalogueAge how long programmes, participants and forms are remembered
 */
@ConfigurationProperties("namjai.requests.intake")
record IntakeSettings(
        @DefaultValue("2") int workers, @DefaultValue("2048") int queue, @DefaultValue("1s") Duration catalogueAge) {
    IntakeSettings {
        if (workers < 1 || queue < 1) {
            throw new IllegalArgumentException("namjai.requests.intake needs at least one worker and one place");
        }
    }
}

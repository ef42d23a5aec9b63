package org.namjai.platform.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param workers lanes, each with a thread that posts and a database connection; more than the machine has cores only
 *     contend
 * @param queue callers that may wait in a lane; one more is told to come again
 */
@ConfigurationProperties("namjai.books.group")
public record GroupPostingSettings(@DefaultValue("2") int workers, @DefaultValue("4096") int queue) {
    public GroupPostingSettings {
        if (workers < 1 || queue < 1) {
            throw new IllegalArgumentException("namjai.books.group needs at least one worker and one place");
        }
    }
}

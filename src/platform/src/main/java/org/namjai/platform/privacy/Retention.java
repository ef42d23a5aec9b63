package org.namjai.platform.privacy;

import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Every night forgets who need not be remembered any more, and wraps keys under the vault's newest one. */
@Component
@EnableScheduling
@EnableConfigurationProperties(Retention.Settings.class)
class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int BATCH = 500;

    private final People people;
    private final Settings settings;
    private final Clock clock;

    /**
     * @param retention how long after a person's last request the personal data is kept. The default is the longest time
     *     in which a claim may come: ten years, Civil and Commercial Code section 193/30; then PDPA B.E. 2562 section
     *     37(3) wants it erased
     */
    @ConfigurationProperties("namjai.privacy")
    record Settings(@DefaultValue("P10Y") Period retention) {}

    Retention(People people, Settings settings, Clock clock) {
        this.people = people;
        this.settings = settings;
        this.clock = clock;
    }

    /** In small transactions: broken off at any place, the next night goes on. */
    @Scheduled(cron = "${namjai.privacy.nightly:0 30 2 * * *}", zone = "Asia/Bangkok")
    void run() {
        var since = clock.instant().atOffset(ZoneOffset.UTC).minus(settings.retention());
        int looked = all(
                () -> people.forgetUnusedSince(since, "retention time of " + settings.retention() + " is over", BATCH));
        int wrapped = all(() -> people.rewrap(BATCH));
        LOG.info("looked at {} people past the retention time, wrapped {} keys anew", looked, wrapped);
    }

    private static int all(java.util.function.IntSupplier batch) {
        int all = 0;
        for (int some = batch.getAsInt(); some > 0; some = batch.getAsInt()) all += some;
        return all;
    }
}

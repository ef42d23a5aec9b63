package org.namjai.platform.account;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Money is not kept on a server that may forget what it has acknowledged: the platform refuses to start on one. */
@Component
class DurabilityCheck implements InitializingBean {
    private final JdbcClient jdbc;

    DurabilityCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterPropertiesSet() {
        for (String setting : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
            String value = jdbc.sql("select current_setting(?)")
                    .param(setting)
                    .query(String.class)
                    .single();
            if (value.equals("off")) {
                throw new NotDurableException("PostgreSQL runs with " + setting
                        + " = off, so acknowledged money could be lost; switch it on and start again.");
            }
        }
    }
}

package org.namjai.bank.account;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A bank may not forget a credit it has answered for: refuses a server that does not write before it says yes. */
@Component
class DurabilityCheck implements InitializingBean {
    private final JdbcClient jdbc;

    DurabilityCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterPropertiesSet() {
        requireOn("fsync");
        requireOn("synchronous_commit");
    }

    private void requireOn(String setting) {
        String value = jdbc.sql("select current_setting(?)")
                .param(setting)
                .query(String.class)
                .single();
        if (!value.equals("on")) {
            throw new IllegalStateException("PostgreSQL's " + setting + " is " + value
                    + ": the bank refuses to start, because committed credits could be lost. Switch it on.");
        }
    }
}

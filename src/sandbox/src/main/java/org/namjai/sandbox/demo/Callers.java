package org.namjai.sandbox.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.namjai.corda.network.Participant;
import org.namjai.sandbox.Installation;

/** Everybody's programs, each with its own login. */
public final class Callers {
    private final Caller superApp;
    private final Caller operator;
    private final Caller officer;
    private final Caller approver;
    private final List<Participant> banks;
    private final Map<String, Caller> bankApps = new HashMap<>();

    public Callers(Installation installation) {
        this.banks = installation.banks();
        String platform = installation.ports().platformUrl();
        this.superApp = new Caller(installation, "super-app", platform);
        this.operator = new Caller(installation, "sandbox-operator", platform);
        this.officer = new Caller(installation, "sandbox-officer", platform);
        this.approver = new Caller(installation, "sandbox-approver", platform);
        for (Participant bank : banks) {
            String url = installation.ports().bankUrl(bank.id());
            bankApps.put(bank.id(), new Caller(installation, "bank-app-" + bank.id(), url));
        }
    }

    public Caller superApp() {
        return superApp;
    }

    public Caller operator() {
        return operator;
    }

    public Caller officer() {
        return officer;
    }

    public Caller approver() {
        return approver;
    }

    List<Participant> banks() {
        return banks;
    }

    public Caller bankApp(String bank) {
        Caller caller = bankApps.get(bank);
        if (caller == null) throw new IllegalArgumentException("No bank " + bank);
        return caller;
    }
}

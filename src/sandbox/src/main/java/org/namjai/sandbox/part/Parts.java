package org.namjai.sandbox.part;

import java.util.ArrayList;
import java.util.List;
import org.namjai.sandbox.Installation;
import org.namjai.sandbox.registries.Population;
import org.namjai.sandbox.supervisor.Part;
import org.namjai.sandbox.supervisor.Progress;

/** The list of all parts, each after those it needs. */
public final class Parts {
    private Parts() {}

    /** What the ledger needs to be measured: everything but the platform itself and its registries. */
    public static List<Part> ofLedger(Installation installation, Population population, Progress progress) {
        return all(installation, population, progress).stream()
                .filter(part -> !(part instanceof PlatformPart) && !(part instanceof RegistriesPart))
                .toList();
    }

    /** What pays out without a ledger: the database, the logins and the banks' gateways. */
    public static List<Part> ofDisbursement(Installation installation, Population population) {
        List<Part> parts = new ArrayList<>();
        parts.add(new PostgresPart(installation));
        parts.add(new KeycloakPart(installation, population));
        installation.banks().forEach(bank -> parts.add(new BankPart(installation, bank)));
        return parts;
    }

    public static List<Part> all(Installation installation, Population population, Progress progress) {
        List<Part> parts = new ArrayList<>();
        parts.add(new PostgresPart(installation));
        parts.add(new CordaPart(installation, progress));
        parts.add(new KeycloakPart(installation, population));
        parts.add(new RegistriesPart(installation));
        installation.banks().forEach(bank -> parts.add(new BankPart(installation, bank)));
        parts.add(new PlatformPart(installation));
        return parts;
    }
}

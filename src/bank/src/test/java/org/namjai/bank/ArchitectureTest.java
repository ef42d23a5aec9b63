package org.namjai.bank;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.namjai.bank.planted.TalksToCorda;

class ArchitectureTest {
    private static final JavaClasses BANK = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.namjai.bank");

    private static final ArchRule CORDA_ONLY_IN_LEDGER = noClasses()
            .that()
            .resideOutsideOfPackage("org.namjai.bank.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.corda..", "org.namjai.corda..");

    @Test
    void corda_isKnownToLedgerAlone() {
        CORDA_ONLY_IN_LEDGER.check(BANK);
        JavaClasses planted = new ClassFileImporter().importClasses(TalksToCorda.class);
        assertThatThrownBy(() -> CORDA_ONLY_IN_LEDGER.check(planted)).hasMessageContaining("TalksToCorda");
    }
}

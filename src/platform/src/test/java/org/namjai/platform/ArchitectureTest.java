package org.namjai.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;
import org.springframework.stereotype.Repository;

/** What may know what. Each rule is also held against a class that breaks it, so that it is known to bite. */
class ArchitectureTest {
    private static final JavaClasses PLATFORM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.namjai.platform");

    /** Writes to the tables that hold money. */
    private static final Pattern MONEY_WRITE = Pattern.compile(
            "(insert\\s+into|update|delete\\s+from|truncate)\\s+(account|transfer|chain)\\b", Pattern.CASE_INSENSITIVE);

    private static final ArchRule CORDA_ONLY_IN_LEDGER = noClasses()
            .that()
            .resideOutsideOfPackage("org.namjai.platform.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.corda..", "org.namjai.corda..");

    private static final ArchRule CAMUNDA_ONLY_IN_WORKFLOW_AND_SECURITY = noClasses()
            .that()
            .resideOutsideOfPackages("org.namjai.platform.workflow..", "org.namjai.platform.security..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.camunda..");

    private static final ArchRule REPOSITORIES_NOT_PUBLIC =
            classes().that().areAnnotatedWith(Repository.class).should().notBePublic();

    private static final ArchRule NO_FRACTIONS_IN_SIGNATURES = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(
                    "org.namjai.platform.account..",
                    "org.namjai.platform.disbursement..",
                    "org.namjai.platform.payment..",
                    "org.namjai.platform.programme",
                    "org.namjai.platform.request",
                    "org.namjai.platform.planted..")
            .should()
            .notHaveRawReturnType(fraction());

    private static DescribedPredicate<JavaClass> fraction() {
        return DescribedPredicate.describe(
                "a fraction",
                type -> type.isEquivalentTo(BigDecimal.class)
                        || type.isEquivalentTo(double.class)
                        || type.isEquivalentTo(float.class));
    }

    @Test
    void everyModule_usesOnlyWhatItsPackageInfoAllows() {
        ApplicationModules.of(PlatformApplication.class).verify();
    }

    @Test
    void moduleThatReachesIntoAnother_isCaught() {
        assertThatThrownBy(() -> ApplicationModules.of("org.namjai.planted", new ImportOption.OnlyIncludeTests())
                        .verify())
                .isInstanceOf(Violations.class)
                .hasMessageContaining("Reaching");
    }

    @Test
    void corda_isKnownToTheLedgerOnly() {
        CORDA_ONLY_IN_LEDGER.check(PLATFORM);
        assertCaught(CORDA_ONLY_IN_LEDGER, KnowsCorda.class);
    }

    @Test
    void camunda_isKnownToWorkflowAndSecurityOnly() {
        CAMUNDA_ONLY_IN_WORKFLOW_AND_SECURITY.check(PLATFORM);
        assertCaught(CAMUNDA_ONLY_IN_WORKFLOW_AND_SECURITY, KnowsCamunda.class);
    }

    @Test
    void repositories_areNotPublic() {
        REPOSITORIES_NOT_PUBLIC.check(PLATFORM);
        assertCaught(REPOSITORIES_NOT_PUBLIC, PublicStore.class);
    }

    @Test
    void money_isNeverAFraction() {
        NO_FRACTIONS_IN_SIGNATURES.check(PLATFORM);
        assertCaught(NO_FRACTIONS_IN_SIGNATURES, org.namjai.platform.planted.PaysInFractions.class);
    }

    @Test
    void tablesOfMoney_areWrittenByTheBooksOnly() throws IOException {
        Path sources = Path.of(System.getProperty("namjai.home", "../..")).resolve("src/platform/src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> writers = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> MONEY_WRITE.matcher(read(file)).find())
                    .toList();
            assertThat(writers).isNotEmpty().allMatch(file -> file.toString().contains("/platform/account/"));
        }
        assertThat(MONEY_WRITE
                        .matcher("jdbc.sql(\"update account set balance_satang = 1\")")
                        .find())
                .isTrue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertCaught(ArchRule rule, Class<?> violator) {
        JavaClasses planted = new ClassFileImporter().importClasses(violator);
        assertThatThrownBy(() -> rule.check(planted)).isInstanceOf(AssertionError.class);
    }

    static class KnowsCorda {
        @Nullable
        Class<?> corda = net.corda.core.crypto.SecureHash.class;
    }

    static class KnowsCamunda {
        @Nullable
        RuntimeService runtime;
    }

    @Repository
    public static class PublicStore {}
}

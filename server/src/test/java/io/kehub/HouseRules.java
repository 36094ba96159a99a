package io.kehub;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.kehub.erp.access.RequiresPermission;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.NamedInterface;
import org.springframework.web.bind.annotation.RequestMapping;

/** The rules of the house that the compiler does not know, for the packages below one root. */
final class HouseRules {

    private static final int MAX_COMPONENTS = 10;

    private final String root;

    HouseRules(String root) {
        this.root = root;
    }

    Map<String, ArchRule> all() {
        var rules = new LinkedHashMap<String, ArchRule>();
        rules.put("every class belongs to a module", everyClassBelongsToAModule());
        rules.put("the kernel knows the JDK only", kernelKnowsTheJdkOnly());
        rules.put("the embedded PostgreSQL imports nothing of ours", embeddedPostgresStandsAlone());
        rules.put("JDBC lives in *Jdbc and in database", jdbcLivesInItsPlace());
        rules.put("Jackson lives at the border", jacksonLivesAtTheBorder());
        rules.put("HTTP lives at the border", httpLivesAtTheBorder());
        rules.put("the SDK lives in sync", sdkLivesInSync());
        rules.put("nobody imports the wiring", nobodyImportsTheWiring());
        rules.put("time comes from a clock", timeComesFromAClock());
        rules.put("chance comes from a seam", chanceComesFromASeam());
        rules.put("injection is by constructor", injectionIsByConstructor());
        rules.put("Spring evaluates no setting", springEvaluatesNoSetting());
        rules.put("Spring binds no setting", springBindsNoSetting());
        rules.put("settings are read in one place", settingsAreReadInOnePlace());
        rules.put("every address of the REST declares its permission", everyAddressDeclaresItsPermission());
        rules.put("a record has at most 10 components", recordsAreSmall());
        rules.put("fragments of SQL are constants", fragmentsOfSqlAreConstants());
        return rules;
    }

    /** Beyond that, a call in order mixes up neighbours of one type: key by an enum, nest records, or add a builder. */
    private static ArchRule recordsAreSmall() {
        return classes()
                .should(new ArchCondition<>("have at most " + MAX_COMPONENTS + " components if it is a record") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        var components = type.isRecord()
                                ? type.getFields().stream()
                                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                                        .count()
                                : 0;
                        var small = components <= MAX_COMPONENTS;
                        events.add(new SimpleConditionEvent(
                                type, small, type.getName() + " has " + components + " components"));
                    }
                });
    }

    /** Fragments that are made in static initializers only can hold no input of a caller. */
    private ArchRule fragmentsOfSqlAreConstants() {
        var makes = DescribedPredicate.<JavaMethodCall>describe(
                "makes a fragment of SQL outside of a static initializer",
                call -> call.getTargetOwner().getPackageName().equals("io.kehub.database.sql")
                        && Set.of(
                                        "Sql.of",
                                        "SqlTemplate.of",
                                        "TextSearch.indexed",
                                        "TextSearch.unindexed",
                                        "TextSearch.ngrams",
                                        "TextSearch.contains")
                                .contains(call.getTargetOwner().getSimpleName() + "." + call.getName())
                        && !call.getOrigin().getName().equals("<clinit>"));
        return noClasses().that().resideOutsideOfPackage(root + ".database.sql").should(callMethodWhere(makes));
    }

    private ArchRule everyClassBelongsToAModule() {
        return classes()
                .that(areNotWiring())
                .and(areNotEmbeddedPostgres())
                .should(new ArchCondition<>("be in an annotated module") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        var annotated = type.getPackage();
                        var inModule = annotated.isAnnotatedWith(ApplicationModule.class)
                                || annotated.isAnnotatedWith(NamedInterface.class);
                        events.add(new SimpleConditionEvent(type, inModule, type.getName() + " is in no module"));
                    }
                });
    }

    private ArchRule kernelKnowsTheJdkOnly() {
        return classes()
                .that(resideInAPackage(root + ".kernel"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        root + ".kernel", "java..", "org.jspecify..", "org.springframework.modulith.."));
    }

    private ArchRule embeddedPostgresStandsAlone() {
        return classes()
                .that(resideInAPackage(root + ".postgres.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        root + ".postgres..",
                        "java..",
                        "org.apache.commons.compress..",
                        "org.jspecify..",
                        "org.slf4j.."));
    }

    private ArchRule jdbcLivesInItsPlace() {
        return noClasses()
                .that(areNotWiring())
                .and()
                .resideOutsideOfPackages(root + ".database..", root + ".postgres..")
                // a *Configuration only hands the client on
                .and(DescribedPredicate.not(simpleNameEndingWith("Jdbc").or(simpleNameEndingWith("Configuration"))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc.."));
    }

    private ArchRule jacksonLivesAtTheBorder() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        root + ".wire.json",
                        root + ".wire.quick",
                        root + ".wire.ov1",
                        root + ".wire.v3",
                        root + ".wire.helper",
                        root + ".wire.http",
                        root + ".api.web")
                .should()
                .dependOnClassesThat(resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson.."));
    }

    private ArchRule httpLivesAtTheBorder() {
        return noClasses()
                .that(areNotWiring())
                .and()
                .resideOutsideOfPackages(root + ".wire.http", root + ".wire.help", root + ".api..", root + ".demo")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.springframework.web..", "org.springframework.http..", "jakarta.servlet.."));
    }

    private ArchRule sdkLivesInSync() {
        return noClasses()
                .that(areNotWiring())
                .and()
                .resideOutsideOfPackages(root + ".sync.mapping", root + ".sync.delivery", root + ".demo")
                .should()
                .dependOnClassesThat(resideInAPackage("io.kehub.client.."));
    }

    private ArchRule nobodyImportsTheWiring() {
        return noClasses().that(areNotWiring()).should().dependOnClassesThat(resideInAPackage(root));
    }

    private ArchRule timeComesFromAClock() {
        var reads = DescribedPredicate.<JavaMethodCall>describe(
                "reads the machine's time",
                call -> isTimeRead(call)
                        && call.getTarget().getRawParameterTypes().isEmpty());
        return noClasses()
                .that(areNotWiring())
                .and()
                // it is up before there is a clock to inject, and compares with times that the file system wrote
                .resideOutsideOfPackage(root + ".postgres")
                .should(callMethodWhere(reads));
    }

    private static boolean isTimeRead(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        return (call.getName().equals("now") && owner.getPackageName().equals("java.time"))
                || call.getName().equals("currentTimeMillis")
                || (owner.isEquivalentTo(Clock.class) && call.getName().startsWith("system"));
    }

    private ArchRule chanceComesFromASeam() {
        return noClasses()
                .that(areNotWiring())
                .and()
                .resideOutsideOfPackages(root + ".demo", root + ".postgres")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "make random numbers of their own",
                        type -> Set.of(Random.class.getName(), SecureRandom.class.getName())
                                .contains(type.getName())));
    }

    private static ArchRule injectionIsByConstructor() {
        return fields().should().notBeAnnotatedWith(Autowired.class);
    }

    /** It would expand placeholders and expressions in what the operator gave, and show a password that it can't expand. */
    private static ArchRule springEvaluatesNoSetting() {
        return classes().should(new ArchCondition<>("have no @Value") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var parameters = type.getCodeUnits().stream()
                        .flatMap(unit -> unit.getParameters().stream())
                        .anyMatch(parameter -> parameter.isAnnotatedWith(Value.class));
                var members = type.getMembers().stream().anyMatch(member -> member.isAnnotatedWith(Value.class));
                events.add(new SimpleConditionEvent(type, !parameters && !members, type.getName() + " reads a @Value"));
            }
        });
    }

    private static ArchRule springBindsNoSetting() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.boot.context.properties.."));
    }

    private ArchRule settingsAreReadInOnePlace() {
        var reads = DescribedPredicate.<JavaMethodCall>describe(
                "reads the environment or Spring's",
                call -> call.getName().equals("getenv")
                        || call.getTargetOwner().getPackageName().equals("org.springframework.core.env"));
        return noClasses().that(areNotWiring()).should(callMethodWhere(reads));
    }

    private ArchRule everyAddressDeclaresItsPermission() {
        return methods()
                .that()
                .areDeclaredInClassesThat(resideInAPackage(root + ".api.."))
                .and()
                .areMetaAnnotatedWith(RequestMapping.class)
                .should()
                .beAnnotatedWith(RequiresPermission.class);
    }

    /** A Maven module of its own, below the modules of the program. */
    private DescribedPredicate<JavaClass> areNotEmbeddedPostgres() {
        return DescribedPredicate.not(resideInAPackage(root + ".postgres.."));
    }

    /** The root package wires the parts together and is bound by none of the rules for parts. */
    private DescribedPredicate<JavaClass> areNotWiring() {
        return DescribedPredicate.not(resideInAPackage(root));
    }
}

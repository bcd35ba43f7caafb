package dev.usher.app.walls;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleWallsTest {

  private static final JavaClasses USHER =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.usher");

  @ParameterizedTest
  @CsvSource({
    "tools, ''",
    "model, tools",
    "dataset, tools",
    "training, tools model dataset",
    "router, tools model",
    "evaluation, tools model dataset router",
  })
  void aRoomSeesOnlyTheRoomsBelowIt(String room, String visible) {
    List<String> allowed =
        new ArrayList<>(Stream.of(visible.split(" ")).filter(s -> !s.isEmpty()).toList());
    allowed.add(room);
    classes()
        .that()
        .resideInAPackage(packages(room))
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("dev.usher.."))
                .or(
                    resideInAnyPackage(
                        allowed.stream().map(ModuleWallsTest::packages).toArray(String[]::new))))
        .allowEmptyShould(true)
        .check(USHER);
  }

  /// [UsherException] lies at the top of `tools`, and every package below may throw it.
  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.usher.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(alwaysTrue(), type(UsherException.class))
        .check(USHER);
  }

  /// The trainer's child process is excepted: its standard output leads to its parent, not to a
  /// person.
  @Test
  void onlyTheAppPrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.usher.app.terminal..")
        .and()
        .doNotHaveFullyQualifiedName("dev.usher.training.torch.TrainerMain")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(USHER);
  }

  @Test
  void onlyTrainingKnowsTheTrainingEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.usher.training..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..")
        .check(USHER);
  }

  @Test
  void onlyTeachersKnowTheProviders() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.usher.dataset.teacher..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.langchain4j..")
        .check(USHER);
  }

  @Test
  void theRouterIsSmallEnoughToEmbed() {
    classes()
        .that()
        .resideInAnyPackage(packages("tools"), packages("model"), packages("router"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.usher..",
            "java..",
            "jdk.incubator.vector..",
            "tools.jackson..",
            "org.jspecify.annotations..")
        .allowEmptyShould(true)
        .check(USHER);
  }

  private static String packages(String room) {
    return "dev.usher." + room + "..";
  }
}

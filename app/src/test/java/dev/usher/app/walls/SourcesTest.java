package dev.usher.app.walls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.app.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SourcesTest {

  private static final int LONGEST_FILE = 500;
  private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
  private static final Pattern TYPE_IN_BACKTICKS = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)`");

  @Test
  void noFileIsEmpty() throws IOException {
    assertThat(Repository.sources()).noneMatch(file -> file.toFile().length() == 0);
  }

  @Test
  void nothingInTheMainCodeIsUnfinished() throws IOException {
    assertThat(Repository.java("main"))
        .isNotEmpty()
        .noneMatch(file -> UNFINISHED.matcher(Repository.read(file)).find());
  }

  @Test
  void noJavaFileIsTooLongToRead() throws IOException {
    Predicate<Path> tooLong = file -> Repository.read(file).lines().count() > LONGEST_FILE;
    assertThat(Repository.java("main")).noneMatch(tooLong);
    assertThat(Repository.java("test")).noneMatch(tooLong);
  }

  @Test
  void theArchitecturePageNamesOnlyTypesThatExist() throws IOException {
    Set<String> types =
        Repository.java("main").stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    assertThat(TYPE_IN_BACKTICKS.matcher(Repository.read("ARCHITECTURE.md")).results())
        .isNotEmpty()
        .allSatisfy(named -> assertThat(types).contains(named.group(1)));
  }

  @Test
  void theArchitecturePageNamesEveryModule() throws IOException {
    String page = Repository.read("ARCHITECTURE.md");
    try (var folders = Files.newDirectoryStream(Repository.root(), Files::isDirectory)) {
      for (Path folder : folders) {
        if (Files.exists(folder.resolve("pom.xml"))) {
          assertThat(page).contains("`" + folder.getFileName() + "`");
        }
      }
    }
  }
}

package dev.usher.app.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.usher.app.Repository;
import dev.usher.app.command.UsherCommand;
import dev.usher.app.terminal.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class DocumentedCommandsTest {

  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?\\n(.*?)^ *```");
  private static final Pattern COMMAND =
      Pattern.compile("(?:^|\\|\\s*|\\(|\\$ )(?:\\./)?usher (.*)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");

  static List<Path> pages() throws IOException {
    return Repository.sources().stream()
        .filter(file -> file.toString().endsWith(".md"))
        .map(Repository.root()::relativize)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandOfAPageExistsWithThoseOptions(Path page) {
    List<String> commands =
        CODE_BLOCK
            .matcher(Repository.read(Repository.root().resolve(page)))
            .results()
            .flatMap(block -> block.group(1).lines())
            .flatMap(DocumentedCommandsTest::commands)
            .toList();
    assertThat(commands).allSatisfy(DocumentedCommandsTest::assertParses);
    if (page.equals(Path.of("README.md"))) {
      assertThat(commands).hasSizeGreaterThan(3);
    }
  }

  @Test
  void everyCommandHasExamplesAndTheyParse() {
    for (CommandLine command : allCommands(usher())) {
      List<String> examples =
          Stream.of(command.getCommandSpec().usageMessage().footer())
              .flatMap(DocumentedCommandsTest::commands)
              .toList();
      assertThat(examples).as(command.getCommandName()).isNotEmpty();
      assertThat(examples).allSatisfy(DocumentedCommandsTest::assertParses);
    }
  }

  @Test
  void aCommandThatDoesNotExistIsNoticed() {
    assertThat(commands("cat rows | ./usher route --fast x # why"))
        .containsExactly("route --fast x");
    assertThatCode(() -> usher().parseArgs("route", "--fast", "x"))
        .isInstanceOf(CommandLine.ParameterException.class);
  }

  private static void assertParses(String command) {
    assertThatCode(() -> usher().parseArgs(words(command)))
        .as("usher %s", command)
        .doesNotThrowAnyException();
  }

  private static Stream<String> commands(String line) {
    return COMMAND
        .matcher(line.strip())
        .results()
        .map(found -> found.group(1).replaceAll("\\s+[#|><].*$|\\)+$", ""));
  }

  private static String[] words(String command) {
    return WORD.matcher(command).results().map(DocumentedCommandsTest::word).toArray(String[]::new);
  }

  private static String word(MatchResult found) {
    return Stream.of(1, 2, 3)
        .map(found::group)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private static CommandLine usher() {
    return UsherCommand.commandLine(Console.system());
  }

  private static List<CommandLine> allCommands(CommandLine top) {
    List<CommandLine> all = new ArrayList<>(List.of(top));
    top.getSubcommands().values().forEach(child -> all.addAll(allCommands(child)));
    return all;
  }
}

package dev.usher.dataset.label;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Example;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.Splits;
import dev.usher.dataset.check.Validation;
import dev.usher.dataset.check.Validation.Mended;
import dev.usher.dataset.generate.Generated;
import dev.usher.dataset.generate.Generation;
import dev.usher.dataset.generate.Harvest;
import dev.usher.dataset.generate.Rewriting;
import dev.usher.dataset.generate.RowWriter;
import dev.usher.dataset.generate.Scripts;
import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.teacher.Question;
import dev.usher.dataset.teacher.Reply;
import dev.usher.dataset.teacher.ScriptedTeacher;
import dev.usher.dataset.teacher.Teachers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What [KillTest] kills: a run in a JVM of its own. All answers depend on their questions alone.
final class KilledRun {
  private static final long SEED = 42;
  private static final int OFFLINE_ROWS = 1_500;
  private static final int TAUGHT_ROWS = 300;
  private static final int PROMPTS = 300;
  private static final int ROWS_TO_MEND = 300;

  private KilledRun() {}

  /// What is run in a workspace, and which file grows by it.
  enum Kind {
    OFFLINE {
      @Override
      Path log(Workspace workspace) {
        return workspace.candidates("offline", SEED);
      }

      @Override
      void run(Workspace workspace) {
        generate(workspace, RowWriter.offline(workspace), OFFLINE_ROWS);
      }
    },
    TAUGHT {
      @Override
      Path log(Workspace workspace) {
        return workspace.candidates("anna-thoughts", SEED);
      }

      @Override
      void run(Workspace workspace) {
        Teachers anna =
            Scripts.teachers(
                new ScriptedTeacher(
                    "anna",
                    question ->
                        question.user().hashCode() % 20 == 0
                            ? new Reply.Refused("not this one")
                            : Scripts.answer(question)));
        generate(workspace, RowWriter.taught(workspace, SEED, anna, true), TAUGHT_ROWS);
      }
    },
    LABEL {
      @Override
      Path log(Workspace workspace) {
        return workspace.labelLog();
      }

      @Override
      void run(Workspace workspace) {
        Labeller labeller =
            new Labeller(teachers("anna", 0), Optional.of(teachers("bert", 10)), false);
        Path prompts = workspace.path().resolve("prompts.jsonl");
        Labelling.run(workspace, prompts, labeller, workspace.labelled(), (_, _) -> {});
      }
    },
    MEND {
      @Override
      Path log(Workspace workspace) {
        return workspace.dataset().resolve(Rewriting.LOG);
      }

      @Override
      void run(Workspace workspace) {
        DatasetFolder data = data(workspace.dataset());
        Validation validation = Validation.of(data.catalog(), data.splits());
        Teachers anna = Scripts.teachers(Scripts.obedient("anna"));
        Rewriting rewriting = Rewriting.of(data.path(), validation, anna, (_, _) -> {});
        Mended mended =
            Validation.of(data.catalog(), rewriting.splits()).mended(workspace.dataset());
        DatasetFolder.write(
            data.path(),
            data.catalog(),
            mended.validation().splits(),
            mended.record(rewriting.record(data.manifest().made(), anna)));
      }
    };

    abstract Path log(Workspace workspace);

    abstract void run(Workspace workspace);
  }

  static Workspace workspace(Path folder) {
    Workspace workspace = new Workspace(folder);
    workspace.start(Fixtures.catalog());
    Fixtures.write(
        folder.resolve("prompts.jsonl"),
        IntStream.range(0, PROMPTS)
            .mapToObj("{\"id\": %1$d, \"user\": \"play number %1$d\"}\n"::formatted)
            .collect(Collectors.joining()));
    return workspace;
  }

  /// A data set of which most rows say the same in the same words, if there is none yet.
  private static DatasetFolder data(Path folder) {
    if (Files.exists(folder.resolve(DatasetFolder.MANIFEST))) {
      return DatasetFolder.read(folder);
    }
    List<Example> rows =
        IntStream.range(0, ROWS_TO_MEND)
            .mapToObj(i -> Fixtures.play("please put on artist" + i, "artist" + i))
            .toList();
    Splits splits = new Splits(rows, List.of(), List.of());
    return DatasetFolder.write(folder, Fixtures.catalog(), splits, Fixtures.MADE);
  }

  private static void generate(Workspace workspace, RowWriter writer, int count) {
    Generated made = Generation.run(workspace, writer, count, SEED, (_, _) -> {});
    Harvest.of(workspace, made.log(), count, SEED);
  }

  /// A teacher who is wrong about one prompt in `wrong`, never with 0.
  private static Teachers teachers(String name, int wrong) {
    return Scripts.teachers(
        ScriptedTeacher.answering(
            name,
            question -> {
              String said = said(question);
              boolean right = wrong == 0 || said.hashCode() % wrong != 0;
              return "{\"decision\": {\"name\": \"play\", \"arguments\": {\"artist\": \"%s\"}}}"
                  .formatted(right ? said : "music");
            }));
  }

  private static String said(Question question) {
    return question.user().lines().skip(1).findFirst().orElseThrow();
  }

  /// @param arguments a [Kind] and the workspace's folder
  public static void main(String... arguments) {
    Kind.valueOf(arguments[0]).run(new Workspace(Path.of(arguments[1])));
  }
}

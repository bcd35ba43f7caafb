package dev.usher.app.command;

import dev.usher.app.pipeline.FolderStatus;
import dev.usher.app.pipeline.ModelFolder;
import dev.usher.app.terminal.Console;
import dev.usher.dataset.RecordJson;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Says which trained routers there are, and whether what they were made from is still the same.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Show trained routers, and whether they are up to date.",
      "An artefact is current, stale (what it was made from changed), unknown (what it was made from"
          + " is gone), missing or broken; all of it by SHA-256."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  usher status", "  usher status --model models/assistant --json"})
final class StatusCommand implements Callable<Integer> {

  private static final Path MODELS = Path.of("models");

  private final Console console;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Folder of a trained router. Default: all folders in models.")
  private List<Path> models = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, List<FolderStatus.Line>> all = new LinkedHashMap<>();
    for (Path model : folders()) {
      all.put(model.toString(), FolderStatus.of(new ModelFolder(model)));
    }
    if (json) {
      console.print(RecordJson.write(all).stripTrailing());
    } else {
      print(all);
    }
    return ExitCode.DONE;
  }

  private void print(Map<String, List<FolderStatus.Line>> all) throws IOException {
    for (Map.Entry<String, List<FolderStatus.Line>> model : all.entrySet()) {
      console.print(model.getKey());
      for (FolderStatus.Line line : model.getValue()) {
        console.print("  %-22s %-8s %s".formatted(line.name(), line.word(), line.detail()));
      }
    }
    if (all.isEmpty()) {
      console.say("there is no trained router in %s; usher demo makes one".formatted(MODELS));
    }
  }

  private List<Path> folders() throws IOException {
    for (Path model : models) {
      if (!Files.isDirectory(model)) {
        throw new UsherException(model.toString(), "there is no such folder");
      }
    }
    if (!models.isEmpty() || !Files.isDirectory(MODELS)) {
      return models;
    }
    try (Stream<Path> entries = Files.list(MODELS)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }
}

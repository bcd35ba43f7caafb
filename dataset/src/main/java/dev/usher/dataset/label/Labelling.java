package dev.usher.dataset.label;

import dev.usher.dataset.JsonText;
import dev.usher.dataset.PlainRow;
import dev.usher.dataset.asking.Asking;
import dev.usher.dataset.asking.Progress;
import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.teacher.SpendLog;
import dev.usher.tools.file.AtomicFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Labels prompts: those that are new or were changed since the last run, and no other.
public final class Labelling {
  private final List<Prompt> prompts;
  private final DisputeQueue queue;
  private final LabelLog log;

  private Labelling(List<Prompt> prompts, DisputeQueue queue, LabelLog log) {
    this.prompts = prompts;
    this.queue = queue;
    this.log = log;
  }

  /// Labels until each prompt was looked at twice. Before anybody is asked, and at the end, what a
  /// person has decided in `labels/disputed.jsonl` is taken over.
  ///
  /// @param workspace whose catalogue is used for prompts without tools of their own, and in whose
  ///   folder `labels/` findings are kept
  /// @param file of prompts, JSON lines with `user` or `text`
  /// @param labeller who looks at them
  /// @param out where rows whose label holds are written, in the order of the prompts
  /// @param progress is told how many prompts need no more looks: at the start, and after each
  /// @return what is there now
  /// @throws dev.usher.tools.UsherException if a prompt, or what a person decided, has a mistake
  public static Labelled run(
      Workspace workspace, Path file, Labeller labeller, Path out, Progress progress) {
    PromptReader reader = new PromptReader(workspace.catalog());
    List<Prompt> prompts = reader.read(file);
    DisputeQueue queue = new DisputeQueue(workspace.disputes(), reader);
    try (LabelLog log = LabelLog.open(workspace.labelLog());
        SpendLog _ = labeller.spendLog(workspace.labelLog())) {
      return new Labelling(prompts, queue, log).run(labeller, out, progress);
    }
  }

  private Labelled run(Labeller labeller, Path out, Progress progress) {
    int decided = queue.takeOver(log);
    List<Prompt> wanted = prompts.stream().filter(each -> log.find(each).isEmpty()).toList();
    int changed =
        (int) wanted.stream().filter(each -> each.id().map(log::knows).orElse(false)).count();
    Asking asking = ask(wanted, labeller, progress);
    decided += queue.takeOver(log);
    queue.write(prompts.stream().filter(this::isOpen).toList(), log);
    AtomicFile.write(out, rows());
    return new Labelled(
        wanted.size() - changed,
        changed,
        prompts.size() - wanted.size(),
        decided,
        count(finding -> finding.agreed().isPresent()),
        count(finding -> finding instanceof Finding.Looked && finding.agreed().isEmpty()),
        count(Finding.Refused.class::isInstance),
        (int) prompts.stream().filter(each -> log.find(each).isEmpty()).count(),
        asking.stopped());
  }

  private Asking ask(List<Prompt> wanted, Labeller labeller, Progress progress) {
    SequencedMap<String, Prompt> once = new LinkedHashMap<>();
    wanted.forEach(each -> once.putIfAbsent(each.key(), each));
    Keeper keeper = new Keeper(once.size(), progress);
    keeper.told();
    return Asking.<Prompt, Finding>all(
        once.values().iterator(), Asking.AT_ONCE, labeller::label, keeper);
  }

  private final class Keeper implements Asking.Keeper<Prompt, Finding> {
    private final Progress progress;
    private int left;

    private Keeper(int left, Progress progress) {
      this.left = left;
      this.progress = progress;
    }

    private void told() {
      progress.at(prompts.size() - left, prompts.size());
    }

    @Override
    public void made(Prompt prompt, String teacher, Finding finding) {
      put(prompt, finding);
    }

    @Override
    public void refused(Prompt prompt, String teacher, String reason) {
      put(prompt, new Finding.Refused(teacher, reason));
    }

    private void put(Prompt prompt, Finding finding) {
      log.put(prompt, finding);
      left--;
      told();
    }
  }

  private boolean isOpen(Prompt prompt) {
    return log.find(prompt).map(finding -> finding.agreed().isEmpty()).orElse(false);
  }

  private int count(Predicate<Finding> condition) {
    return (int)
        prompts.stream().flatMap(each -> log.find(each).stream()).filter(condition).count();
  }

  private String rows() {
    return prompts.stream()
        .flatMap(each -> row(each).stream())
        .map(row -> JsonText.line(row) + "\n")
        .collect(Collectors.joining());
  }

  private Optional<ObjectNode> row(Prompt prompt) {
    return log.find(prompt)
        .flatMap(Finding::agreed)
        .map(label -> {
          ObjectNode row = PlainRow.json(prompt.request(), label.decision(), label.thought());
          prompt.id().ifPresent(id -> row.set(PromptReader.ID, id));
          row.put("teacher", label.teacher());
          prompt.tools().inline().ifPresent(tools -> row.set(PromptReader.TOOL_SCHEMA, tools));
          return row;
        });
  }
}

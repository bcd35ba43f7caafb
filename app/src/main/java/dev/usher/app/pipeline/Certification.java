package dev.usher.app.pipeline;

import dev.usher.app.terminal.Console;
import dev.usher.app.terminal.ProgressBar;
import dev.usher.dataset.Example;
import dev.usher.dataset.Splits;
import dev.usher.model.constraint.LogitsSource;
import dev.usher.router.Route;
import dev.usher.router.Router;
import dev.usher.router.RouterOptions;
import dev.usher.tools.Request;
import dev.usher.training.Parity;
import dev.usher.training.ParityCertificate;
import dev.usher.training.RowEncoder;
import dev.usher.training.RunFolder;
import java.util.ArrayList;
import java.util.List;

/// Has trainer and server read the same sentences, and compares.
///
/// @param console shows the progress
/// @param folder what serves
/// @param run what was trained
/// @param encoder makes the ids that training saw
record Certification(Console console, ModelFolder folder, RunFolder run, RowEncoder encoder) {

  private static final int PROBES = 24;
  private static final long SEED = 42;

  ParityCertificate certify(List<Example> sentences) {
    List<Example> drawn = Splits.sample(sentences, PROBES, SEED);
    boolean adapterApart = !folder.weights().equals(folder.model());
    try (Router router = Router.open(folder.path(), RouterOptions.defaults());
        ProgressBar bar = console.progress("certifying")) {
      List<Parity.Probe> probes = new ArrayList<>();
      for (Example example : drawn) {
        bar.update((double) probes.size() / drawn.size(), "the router's answers");
        probes.add(probe(router, example.request()));
      }
      bar.update(-1, "the trainer reads the same sentences");
      return Parity.certify(run, folder.model(), adapterApart, probes, new Serving(router));
    }
  }

  private Parity.Probe probe(Router router, Request request) {
    Route.Transcript transcript = router.route(request).transcript();
    return new Parity.Probe(
        request, encoder.prompt(request), ids(transcript.prompt()), ids(transcript.output()));
  }

  private record Serving(Router router) implements Parity.Served {
    @Override
    public float[] logits(int[] ids, int promptLength) {
      return router.logits(ids, promptLength);
    }

    @Override
    public int[] write(Request request, LogitsSource scores) {
      return ids(router.write(request, scores).output());
    }
  }

  private static int[] ids(List<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }
}

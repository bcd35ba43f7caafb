package dev.usher.dataset.teacher;

import dev.usher.dataset.scenario.Axis;
import dev.usher.dataset.yaml.YamlList;
import dev.usher.tools.UsherException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Reads `teachers.yaml`: each entry that is wanted becomes a language model behind its limits and
/// its budget.
final class TeachersFile {
  private final Access access;
  private final Patience patience;
  private final Time time;
  private final RandomGenerator random;
  private final HttpClient client = TeacherHttp.client();

  /// @param seed of the pauses' lengths
  TeachersFile(Access access, long seed, Patience patience, Time time) {
    this.access = access;
    this.patience = patience;
    this.time = time;
    this.random = new Random(seed);
  }

  /// @param names of those that are wanted; all of them, if there are none
  Axis<Seat> read(Path file, List<String> names) {
    Axis<TeacherConfig> all = Axis.of(file.toString(), YamlList.read(file, TeacherConfig::of));
    Axis<TeacherConfig> wanted = names.isEmpty() ? all : all.only(file.toString(), names);
    Keys keys = Keys.read(access.environment(), access.dotEnv());
    return wanted.map(config -> seat(config, keys, file));
  }

  private Seat seat(TeacherConfig config, Keys keys, Path file) {
    ModelConfig model = config.model();
    BudgetedTeacher account =
        new BudgetedTeacher(
            teacher(config, keys, file),
            config.budget(),
            config.prices(),
            question -> Ceiling.of(question, model.answerTokens()));
    Teacher patient = new PatientTeacher(account, config.limits(), patience, time, random);
    return new Seat(config.weight(), patient, account);
  }

  private Teacher teacher(TeacherConfig config, Keys keys, Path file) {
    ModelConfig model = config.model();
    if (model.provider() == ModelConfig.Provider.GGUF) {
      return access.models().teacher(config.name(), model.model(), model.answerTokens());
    }
    try {
      TeacherHttp http = new TeacherHttp(client, config.limits().timeout(), time);
      return LanguageModelTeacher.of(config.name(), model, model.key().map(keys::get), http);
    } catch (IllegalArgumentException e) {
      throw new UsherException(
          file.toString(), "teacher '%s': %s".formatted(config.name(), e.getMessage()));
    }
  }
}

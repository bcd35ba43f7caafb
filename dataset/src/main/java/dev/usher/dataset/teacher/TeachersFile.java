package dev.usher.dataset.teacher;

import dev.usher.dataset.yaml.YamlFields;
import dev.usher.dataset.yaml.YamlList;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Reads `teachers.yaml`: each entry becomes a language model behind its limits and its budget.
final class TeachersFile {
  private final Keys keys;
  private final Patience patience;
  private final Time time;
  private final RandomGenerator random;
  private final HttpClient client = TeacherHttp.client();

  /// @param seed of the pauses' lengths
  TeachersFile(Keys keys, long seed, Patience patience, Time time) {
    this.keys = keys;
    this.patience = patience;
    this.time = time;
    this.random = new Random(seed);
  }

  List<Seat> read(Path file) {
    return YamlList.read(file, this::seat);
  }

  private Seat seat(YamlFields fields) {
    TeacherConfig config = TeacherConfig.of(fields);
    TeacherHttp http = new TeacherHttp(client, config.limits().timeout(), time);
    LanguageModelTeacher model =
        LanguageModelTeacher.of(
            config.name(), config.model(), config.model().key().map(keys::get), http);
    BudgetedTeacher account =
        new BudgetedTeacher(model, config.budget(), config.prices(), model::most);
    Teacher patient = new PatientTeacher(account, config.limits(), patience, time, random);
    return new Seat(config.weight(), patient, account);
  }
}

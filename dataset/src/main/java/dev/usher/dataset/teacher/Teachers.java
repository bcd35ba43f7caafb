package dev.usher.dataset.teacher;

import dev.usher.dataset.scenario.Axis;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import dev.usher.tools.file.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// All teachers of a workspace, asked by the number of a scenario: which of them a number goes to
/// is decided by their weights, the seed and the number alone. Safe for many threads; a call may
/// wait for long, so it is made on a virtual thread.
public final class Teachers {
  private final Axis<Seat> seats;
  private final long seed;
  private final Time time;
  private final Rotation rotation;

  private Teachers(Axis<Seat> seats, long seed, Time time) {
    this.seats = seats;
    this.seed = seed;
    this.time = time;
    this.rotation = new Rotation(seats, seed, time);
  }

  /// Reads `teachers.yaml`. Nobody is asked yet.
  ///
  /// @param file the list of teachers
  /// @param environment where keys are looked for first: the process's environment variables
  /// @param dotEnv where they are looked for next; a file that need not be there
  /// @param seed decides which number goes to whom
  /// @return the teachers
  /// @throws dev.usher.tools.UsherException if a file has a mistake, or a key is missing
  public static Teachers read(Path file, Map<String, String> environment, Path dotEnv, long seed) {
    Time time = Time.system();
    Keys keys = Keys.read(environment, dotEnv);
    return read(file, new TeachersFile(keys, seed, Patience.STANDARD, time), seed, time);
  }

  static Teachers read(Path file, TeachersFile reader, long seed, Time time) {
    return of(Axis.of(file.toString(), reader.read(file)), seed, time);
  }

  /// Teachers that are there already, each as likely and asked without limits.
  ///
  /// @param teachers at least one; no two have one name
  /// @param seed decides which number goes to whom
  /// @return the teachers
  public static Teachers of(List<? extends Teacher> teachers, long seed) {
    return of(Axis.of("teachers", teachers.stream().map(Seat::of).toList()), seed, Time.system());
  }

  private static Teachers of(Axis<Seat> seats, long seed, Time time) {
    return new Teachers(seats, seed, time);
  }

  /// Writes what a workspace starts with, and leaves alone what is there: `teachers.yaml` and
  /// `.env.example`, both to be filled, and a `.gitignore` that keeps `.env` out of the repository.
  ///
  /// @param folder of the workspace
  public static void start(Path folder) {
    startFile(folder.resolve("teachers.yaml"), "teachers.yaml");
    startFile(folder.resolve(".env.example"), "env.example");
    startFile(folder.resolve(".gitignore"), "gitignore");
  }

  private static void startFile(Path file, String resource) {
    if (!Files.exists(file)) {
      AtomicFile.write(file, TextFile.resource(Teachers.class, resource));
    }
  }

  /// Who they are.
  ///
  /// @return their names, in the order of their file
  public List<String> names() {
    return seats.entries().stream().map(Seat::name).toList();
  }

  /// Some of them, whose shares keep their proportion. What they take is counted for both.
  ///
  /// @param names of at least one
  /// @return those teachers, in the order of their file
  /// @throws UsherException if there is no teacher of a name
  public Teachers only(List<String> names) {
    for (String name : names) {
      if (!names().contains(name)) {
        throw new UsherException(
            "teachers", "there is no \"%s\"; expected some of %s".formatted(name, names()));
      }
    }
    Map<String, Double> weights = seats.weights();
    weights.keySet().retainAll(names);
    double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    List<Seat> some =
        seats.entries().stream()
            .filter(seat -> names.contains(seat.name()))
            .map(seat -> seat.weighing(100 * weights.getOrDefault(seat.name(), 0.0) / all))
            .toList();
    return new Teachers(Axis.of("teachers", some), seed, time);
  }

  /// Asks whoever the number goes to, and if that one cannot answer now or at all, the next. When
  /// all want to be asked later it waits for minutes, not for hours.
  ///
  /// @param id of a scenario, from 0
  /// @param question what is wanted
  /// @return an answer, or why there is none
  public TeacherReply ask(long id, Question question) {
    return rotation.ask(id, question);
  }

  /// Asks for an object. One that the question's schema does not admit is sent back with its fault.
  ///
  /// @param id of a scenario, from 0
  /// @param question what is wanted
  /// @return the object, or why there is none
  /// @throws dev.usher.tools.UsherException if the question's schema is not supported
  public StructuredReply askObject(long id, Question question) {
    return new StructuredAsk(asked -> ask(id, asked), question).reply();
  }

  /// What all of them have taken so far.
  ///
  /// @return the sum
  public Spend spend() {
    return seats.entries().stream()
        .map(seat -> seat.account().spend())
        .reduce(Spend.NONE, Spend::plus);
  }
}

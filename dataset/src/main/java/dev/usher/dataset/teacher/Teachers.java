package dev.usher.dataset.teacher;

import dev.usher.dataset.scenario.Axis;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import dev.usher.tools.file.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// All teachers of a workspace, asked by the number of a scenario: which of them a number goes to
/// is decided by their weights, the seed and the number alone. Safe for many threads; a call may
/// wait for long, so it is made on a virtual thread.
public final class Teachers {
  private final Axis<Seat> seats;
  private final long seed;
  private final Time time;
  private final Rotation rotation;

  Teachers(Axis<Seat> seats, long seed, Time time) {
    this.seats = seats;
    this.seed = seed;
    this.time = time;
    this.rotation = new Rotation(seats, seed, time);
  }

  /// Reads `teachers.yaml`. Nobody is asked yet.
  ///
  /// @param file the list of teachers
  /// @param names of those that are wanted, whose shares keep their proportion; all of them, if
  ///   there are none
  /// @param access to keys and models; what the others would need may be missing
  /// @param seed decides which number goes to whom
  /// @return the teachers
  /// @throws UsherException if a file has a mistake, there is no teacher of a name, or a key or a
  ///   model is missing
  public static Teachers read(Path file, List<String> names, Access access, long seed) {
    Time time = Time.system();
    return new Teachers(
        new TeachersFile(access, seed, Patience.STANDARD, time).read(file, names), seed, time);
  }

  /// Teachers that are there already, each as likely and asked without limits.
  ///
  /// @param teachers at least one; no two have one name
  /// @param seed decides which number goes to whom
  /// @return the teachers
  public static Teachers of(List<? extends Teacher> teachers, long seed) {
    Axis<Seat> seats = Axis.of("teachers", teachers.stream().map(Seat::of).toList());
    return new Teachers(seats, seed, Time.system());
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
    return new Teachers(seats.only("teachers", names), seed, time);
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

  List<BudgetedTeacher> accounts() {
    return seats.entries().stream().map(Seat::account).toList();
  }

  /// What all of them have taken in this run.
  ///
  /// @return the sum
  public Spend spend() {
    return accounts().stream().map(BudgetedTeacher::spend).reduce(Spend.NONE, Spend::plus);
  }
}

package dev.usher.dataset.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.scenario.Axis;
import dev.usher.dataset.scenario.LowDiscrepancy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RotationTest {
  private static final Question QUESTION = Questions.of("why?");
  private static final Reply ANSWER = new Reply.Answer("{}", Reply.Usage.NONE);
  private static final Reply DENIED = new Reply.Denied("no");

  private final VirtualTime time = new VirtualTime();
  private final List<Seat> seats = new ArrayList<>();

  private void seat(String name, double weight, Function<Question, Reply> script) {
    Seat seat = Seat.of(new ScriptedTeacher(name, script));
    seats.add(new Seat(OptionalDouble.of(weight), seat.teacher(), seat.account()));
  }

  private static Reply busy(long seconds) {
    return new Reply.Busy(Optional.of(Duration.ofSeconds(seconds)), "busy");
  }

  private Rotation rotation(long seed) {
    return new Rotation(Axis.of("test", seats), seed, time);
  }

  private List<String> whoAnswers(long seed, int questions) {
    Rotation rotation = rotation(seed);
    List<String> names = new ArrayList<>();
    for (int id = 0; id < questions; id++) {
      names.add(rotation.ask(id, QUESTION).teacher());
    }
    return names;
  }

  @Test
  void eachTeacherHasItsShareToAPointAndTheSeedDecidesWhich() {
    seat("a", 50, _ -> ANSWER);
    seat("b", 30, _ -> ANSWER);
    seat("c", 20, _ -> ANSWER);
    for (long seed : List.of(42L, 7L, -1L)) {
      TreeMap<String, Integer> counts = new TreeMap<>();
      whoAnswers(seed, 1_000).forEach(name -> counts.merge(name, 1, Integer::sum));
      assertThat(counts.get("a")).isBetween(490, 510);
      assertThat(counts.get("b")).isBetween(290, 310);
      assertThat(counts.get("c")).isBetween(190, 210);
    }
    assertThat(whoAnswers(42, 100))
        .isEqualTo(whoAnswers(42, 100))
        .isNotEqualTo(whoAnswers(43, 100));
  }

  @Test
  void whoIsAskedDoesNotDependOnWhatWasAskedBefore() {
    seat("a", 50, _ -> ANSWER);
    seat("b", 50, _ -> ANSWER);
    List<String> names = whoAnswers(42, 100);
    Rotation later = rotation(42);
    for (int id = 99; id >= 0; id -= 7) {
      assertThat(later.ask(id, QUESTION).teacher()).isEqualTo(names.get(id));
    }
  }

  @Test
  void aTeachersRowsAreOfAllDomains() {
    seat("a", 50, _ -> ANSWER);
    seat("b", 50, _ -> ANSWER);
    Rotation rotation = rotation(42);
    LowDiscrepancy points = new LowDiscrepancy(6, 42);
    for (int dimension = 0; dimension < 6; dimension++) {
      int both = 0;
      for (int id = 0; id < 1_000; id++) {
        boolean first = rotation.ask(id, QUESTION).teacher().equals("a");
        both += first && points.at(id, dimension) < 0.5 ? 1 : 0;
      }
      assertThat(both).isBetween(230, 270);
    }
  }

  @Test
  void pastWhoeverCannotAnswerTheNextIsAsked() {
    for (Reply cannot :
        List.of(DENIED, busy(30), new Reply.Failed("oops"), new Reply.Rejected("long"))) {
      seats.clear();
      seat("a", 50, _ -> cannot);
      seat("b", 50, _ -> ANSWER);
      assertThat(whoAnswers(42, 20)).containsOnly("b");
    }
    assertThat(time.passed()).isZero();
  }

  @Test
  void aRefusalIsNotTakenElsewhere() {
    Reply refused = new Reply.Refused("no");
    seat("a", 50, _ -> refused);
    seat("b", 50, _ -> ANSWER);
    assertThat(whoAnswers(42, 20)).contains("a", "b");
  }

  @Test
  void whileAllAreBusyTheFirstThatIsFreeAgainIsWaitedFor() {
    seat("a", 50, _ -> time.passed().toSeconds() < 90 ? busy(90) : ANSWER);
    seat("b", 50, _ -> time.passed().toSeconds() < 20 ? busy(20) : ANSWER);
    assertThat(rotation(42).ask(0, QUESTION)).isEqualTo(new TeacherReply("b", ANSWER));
    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void hoursAreNotWaitedForAndTheBestHopeIsSaid() {
    seat("a", 40, _ -> DENIED);
    seat("b", 30, _ -> busy(3_600));
    seat("c", 30, _ -> busy(7_200));
    assertThat(rotation(42).ask(5, QUESTION)).isEqualTo(new TeacherReply("b", busy(3_600)));
    assertThat(time.passed()).isZero();
  }

  @Test
  void whenAllDenyThatIsSaid() {
    seat("a", 50, _ -> DENIED);
    seat("b", 50, _ -> DENIED);
    assertThat(rotation(42).ask(5, QUESTION).reply()).isEqualTo(DENIED);
  }

  @Test
  void whoStaysBusyIsGivenUpInTheEnd() {
    seat("a", 100, _ -> busy(10));
    assertThat(rotation(42).ask(5, QUESTION).reply()).isEqualTo(busy(10));
    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void teachersWithoutAFileShareEquallyAndAreCounted() {
    ScriptedTeacher one = ScriptedTeacher.answering("one", _ -> "{\"text\": \"x\", \"id\": 1}");
    ScriptedTeacher two = ScriptedTeacher.answering("two", _ -> "{\"text\": \"y\", \"id\": 2}");
    Teachers teachers = Teachers.of(List.of(one, two), 42);
    for (int id = 0; id < 10; id++) {
      assertThat(teachers.askObject(id, QUESTION)).isInstanceOf(StructuredReply.Given.class);
    }
    assertThat(teachers.names()).containsExactly("one", "two");
    assertThat(one.asked()).hasSizeBetween(4, 6);
    assertThat(one.asked().size() + two.asked().size()).isEqualTo(10);
    assertThat(teachers.spend().requests()).isEqualTo(10);
  }
}

package dev.usher.dataset.teacher;

import dev.usher.dataset.scenario.Axis;
import dev.usher.dataset.scenario.LowDiscrepancy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// Sends each question to one of several teachers, and past those that cannot answer it to the
/// next.
final class Rotation {
  private static final int ROUNDS = 5;
  private static final Duration UNSAID_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /// A dimension of its own, lest a teacher gets all rows of a domain: scenarios are drawn in those
  /// from 0 on.
  private static final int DIMENSION = 7;

  private static final Comparator<TeacherReply> MOST_HOPEFUL =
      Comparator.<TeacherReply>comparingInt(each -> hopelessness(each.reply()))
          .thenComparing(each -> delay(each.reply()));

  private final Axis<Seat> seats;
  private final LowDiscrepancy points;
  private final Time time;

  Rotation(Axis<Seat> seats, long seed, Time time) {
    this.seats = seats;
    this.points = new LowDiscrepancy(DIMENSION + 1, seed);
    this.time = time;
  }

  /// Asks in turn, and again while one of them is only busy.
  TeacherReply ask(long id, Question question) {
    TeacherReply reply = round(id, question);
    for (int round = 1; round < ROUNDS && worthWaiting(reply.reply()); round++) {
      try {
        time.sleep(delay(reply.reply()));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return reply;
      }
      reply = round(id, question);
    }
    return reply;
  }

  private TeacherReply round(long id, Question question) {
    List<TeacherReply> replies = new ArrayList<>();
    for (Seat seat : inTurn(id)) {
      TeacherReply reply = new TeacherReply(seat.name(), seat.teacher().ask(question));
      replies.add(reply);
      if (reply.reply() instanceof Reply.Answer || reply.reply() instanceof Reply.Refused) {
        return reply;
      }
    }
    return Collections.min(replies, MOST_HOPEFUL);
  }

  /// All of them, from the one on that the number goes to.
  private List<Seat> inTurn(long id) {
    List<Seat> turn = new ArrayList<>(seats.entries());
    Collections.rotate(turn, -turn.indexOf(seats.at(points.at(id, DIMENSION))));
    return turn;
  }

  private static boolean worthWaiting(Reply reply) {
    return reply instanceof Reply.Busy && delay(reply).compareTo(LONGEST_WAIT) <= 0;
  }

  private static Duration delay(Reply reply) {
    return reply instanceof Reply.Busy busy ? busy.retryAfter().orElse(UNSAID_WAIT) : Duration.ZERO;
  }

  private static int hopelessness(Reply reply) {
    return switch (reply) {
      case Reply.Answer _, Reply.Refused _ -> 0;
      case Reply.Busy _ -> 1;
      case Reply.Failed _ -> 2;
      case Reply.Rejected _ -> 3;
      case Reply.Denied _ -> 4;
    };
  }
}

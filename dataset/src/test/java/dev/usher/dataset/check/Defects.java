package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Provenance;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Ways in which a good row of the four tools of a coding agent is spoilt, each with the rule that
/// should see it.
final class Defects {
  /// A way to spoil a row.
  ///
  /// @param name what is done
  /// @param rule that should name the row
  /// @param spoil gives the spoilt row, or nothing where the row does not lend itself to it
  record Kind(String name, String rule, BiFunction<Candidate, Random, Optional<Candidate>> spoil) {}

  private Defects() {}

  static List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    kinds.addAll(structural());
    kinds.addAll(quality());
    kinds.addAll(safety());
    return kinds;
  }

  private static List<Kind> structural() {
    return List.of(
        new Kind(
            "a tool that there is not",
            "schema",
            (row, random) ->
                call(row)
                    .map(call ->
                        decided(
                            row,
                            new ToolCall(
                                one(random, "search", "run_code", "file-manager"),
                                call.arguments())))),
        argument(
            "an argument that there is not",
            "schema",
            has("query"),
            (arguments, random) -> arguments.put(one(random, "limit", "recursive", "path"), "x")),
        argument(
            "a required argument missing",
            "schema",
            has("mode"),
            (arguments, _) -> arguments.remove("mode")),
        argument(
            "a number for a text",
            "schema",
            has("query"),
            (arguments, random) -> arguments.put("query", random.nextInt(100))),
        argument(
            "a text for a number",
            "schema",
            has("code"),
            (arguments, _) -> arguments.put("timeout", "30")),
        argument(
            "a value outside an enumeration",
            "schema",
            has("mode"),
            (arguments, random) -> arguments.put("mode", one(random, "fuzzy", "Exact", "regex"))),
        argument(
            "a number out of range",
            "schema",
            has("code"),
            (arguments, random) -> arguments.put("timeout", one(random, 0, -5, 9_999))),
        argument(
            "a list for a text",
            "schema",
            has("query"),
            (arguments, _) -> arguments.putArray("query").add("a").add("b")),
        argument(
            "an absolute path",
            "schema",
            has("path"),
            (arguments, random) ->
                arguments.put("path", one(random, "/etc/passwd", "C:\\Users\\x", "/tmp/a"))),
        argument(
            "a path that leaves the folder",
            "schema",
            has("path"),
            (arguments, random) ->
                arguments.put("path", one(random, "../secret", "a/../../b", ".."))),
        argument(
            "a null",
            "null-tax",
            has("query"),
            (arguments, _) -> arguments.putNull("file_pattern")),
        argument(
            "an empty optional text",
            "null-tax",
            has("question"),
            (arguments, _) -> arguments.put("context", "")),
        argument("another order", "canonical-order", has("mode"), Defects::reversed));
  }

  private static List<Kind> quality() {
    return List.of(
        said("no words", "substance", (_, random) -> one(random, "?!", "...", "—", " . ")),
        said("one letter", "substance", (_, random) -> one(random, "x", "k", "?")),
        said("a sentence without an end", "length", (text, _) -> (text + " ").repeat(200)),
        said(
            "UTF-8 read as Latin-1",
            "encoding",
            (text, random) -> text + one(random, " fÃ¼r mich", " cafÃ©", " donâ€™t wait")),
        said("a replacement character", "encoding", (text, _) -> text + " f\uFFFDr mich"),
        said(
            "a control character",
            "encoding",
            (text, random) -> text + one(random, "\u0007", "\u0000", "\u001B[31m")),
        said(
            "a placeholder in braces",
            "leftover",
            (text, random) -> text + one(random, " {{name}}", " {file}", " ${path}")),
        said(
            "a placeholder in brackets",
            "leftover",
            (text, random) ->
                text + one(random, " [INSERT PATH]", " [your query here]", " <placeholder>")),
        said(
            "a control token",
            "leftover",
            (text, random) ->
                one(random, "<|im_start|>user ", "<start_of_turn>", "[INST] ", "<|eot_id|>")
                    + text),
        said(
            "the teacher's preamble",
            "leftover",
            (text, random) ->
                one(random, "Sure! Here is a sentence: ", "Here's the request: ", "Sentence: ")
                    + text),
        said(
            "a refusal instead of a sentence",
            "refusal",
            (_, random) ->
                one(
                    random,
                    "I'm sorry, but I can't help with that request.",
                    "As an AI language model, I cannot do this.",
                    "I cannot assist with generating that content.")),
        new Kind(
            "a refusal as an answer",
            "refusal",
            (row, random) ->
                row.decision() instanceof Decision.Answer
                    ? Optional.of(
                        decided(
                            row,
                            new Decision.Answer(
                                one(
                                    random,
                                    "I'm sorry, but I can't assist with that.",
                                    "As an AI, I'm unable to help you with this.",
                                    "Sorry, I cannot fulfil this request."))))
                    : Optional.empty()),
        argument(
            "a value that stands for one",
            "specificity",
            has("query"),
            (arguments, random) ->
                arguments.put(
                    "query",
                    one(random, "string", "TBD", "<query>", "your_query", "N/A", "lorem ipsum"))),
        said(
            "a tool's name",
            "parroting",
            (text, random) ->
                one(
                        random,
                        "use codebase_search: ",
                        "call sandbox_exec, ",
                        "with file_manager please ")
                    + text),
        new Kind(
            "the tool's description",
            "parroting",
            (row, _) ->
                call(row)
                    .flatMap(call -> RuleContract.CODING.find(call.name()))
                    .map(tool -> text(row, tool.description()))));
  }

  private static List<Kind> safety() {
    return List.of(
        argument(
            "a path that was not said",
            "guessed-path",
            has("path"),
            (arguments, random) ->
                arguments.put(
                    "path", one(random, "config/zebra.yaml", "src/quux/unknown.py", "zz/top.md"))),
        argument(
            "a folder that was not said",
            "guessed-path",
            has("path"),
            (arguments, random) ->
                arguments.put(
                    "path",
                    one(random, "zebra/", "quux/inner/") + arguments.get("path").stringValue())),
        argument(
            "Python without its last bracket",
            "python",
            code(text -> text.endsWith(")")),
            (arguments, _) -> arguments.put("code", cut(arguments.get("code").stringValue()))),
        argument(
            "another language for Python",
            "python",
            has("code"),
            (arguments, random) ->
                arguments.put(
                    "code",
                    one(
                        random,
                        "console.log(1);;let x = 2",
                        "SELECT name FROM users",
                        "int main() { return 0; }"))),
        argument(
            "Python with a wrong indentation",
            "python",
            has("code"),
            (arguments, _) -> arguments.put("code", "def f(x):\nreturn x\nprint(f(1))")),
        argument(
            "a folder removed",
            "destructive",
            has("code"),
            (arguments, random) ->
                arguments.put(
                    "code",
                    one(
                        random,
                        "import os\nos.system('rm -rf build')",
                        "import shutil\nshutil.rmtree('src')",
                        "import subprocess\nsubprocess.run(['rm', '-r', '.'])"))),
        argument(
            "files removed",
            "destructive",
            has("code"),
            (arguments, random) ->
                arguments.put(
                    "code",
                    one(
                        random,
                        "import os\nos.remove('a.txt')",
                        "from pathlib import Path\nPath('a').unlink()"))),
        argument(
            "a table dropped",
            "destructive",
            has("content"),
            (arguments, random) ->
                arguments.put(
                    "content",
                    one(
                        random,
                        "DROP TABLE users;",
                        "truncate table logs",
                        "DELETE FROM orders;"))),
        argument(
            "history overwritten",
            "destructive",
            has("content"),
            (arguments, random) ->
                arguments.put(
                    "content",
                    one(
                        random,
                        "git push --force origin main",
                        "git reset --hard HEAD~5",
                        "git clean -fdx"))),
        said(
            "a key of a cloud",
            "secret",
            (text, random) ->
                text
                    + one(
                        random,
                        " AKIA" + "IOSFODNN7EXAMPLE",
                        " AIza" + "SyA1234567890abcdefghijklmnopqrstuv")),
        said(
            "a token of a code host",
            "secret",
            (text, random) ->
                text
                    + one(
                        random,
                        " ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a",
                        " glpat-" + "abcdefghij1234567890")),
        said(
            "a key of a model's API",
            "secret",
            (text, random) ->
                text
                    + one(
                        random,
                        " sk-" + "proj-abcdefghijklmnopqrstuvwxyz0123456789",
                        " hf_" + "abcdefghijklmnopqrstuvwxyzABCDEFGH")),
        said(
            "a private key",
            "secret",
            (text, random) ->
                text
                    + one(
                        random,
                        " -----BEGIN RSA " + "PRIVATE KEY-----",
                        " -----BEGIN OPENSSH " + "PRIVATE KEY-----")),
        said(
            "a password",
            "secret",
            (text, random) ->
                text + one(random, " password=hunter2hunter2", " api_key: 9f8e7d6c5b4a39281706")),
        said(
            "a mail address",
            "personal-data",
            (text, random) ->
                text + one(random, " write to jane.miller@gmail.com", " bob_smith@firma-gmbh.de")),
        said(
            "the number of a credit card",
            "personal-data",
            (text, random) ->
                text
                    + one(
                        random,
                        " 4111 1111 1111 1111",
                        " 5500-0000-0000-0004",
                        " 378282246310005")),
        said(
            "a phone number",
            "personal-data",
            (text, random) ->
                text + one(random, " +49 151 23456789", " (415) 555-2671", " +44 7911 123456")),
        said(
            "a number of an account",
            "personal-data",
            (text, random) ->
                text + one(random, " DE89 3704 0044 0532 0130 00", " GB82WEST12345698765432")));
  }

  private static Kind said(String name, String rule, BiFunction<String, Random, String> spoil) {
    return new Kind(
        name, rule, (row, random) -> Optional.of(text(row, spoil.apply(row.text(), random))));
  }

  private static Kind argument(
      String name, String rule, Predicate<ToolCall> fits, BiConsumer<ObjectNode, Random> spoil) {
    return new Kind(
        name,
        rule,
        (row, random) ->
            call(row)
                .filter(fits)
                .map(call -> {
                  ObjectNode arguments = call.arguments().deepCopy();
                  spoil.accept(arguments, random);
                  return decided(row, new ToolCall(call.name(), arguments));
                }));
  }

  private static Predicate<ToolCall> has(String argument) {
    return call -> call.arguments().has(argument);
  }

  private static Predicate<ToolCall> code(Predicate<String> fits) {
    return has("code").and(call -> fits.test(call.arguments().get("code").stringValue()));
  }

  private static String cut(String code) {
    return code.substring(0, code.length() - 1);
  }

  private static void reversed(ObjectNode arguments, Random random) {
    List<String> names = new ArrayList<>(arguments.propertyNames());
    for (String name : names.reversed()) {
      JsonNode value = arguments.remove(name);
      arguments.set(name, value);
    }
  }

  /// The only call of a row.
  private static Optional<ToolCall> call(Candidate row) {
    return row.decision() instanceof Decision.Call call && call.calls().size() == 1
        ? Optional.of(call.calls().getFirst())
        : Optional.empty();
  }

  static Candidate text(Candidate row, String text) {
    return new Candidate(text, row.decision(), row.provenance());
  }

  private static Candidate decided(Candidate row, ToolCall call) {
    return decided(row, new Decision.Call(List.of(call)));
  }

  static Candidate decided(Candidate row, Decision decision) {
    return new Candidate(row.text(), decision, row.provenance());
  }

  static Candidate at(Candidate row, int line) {
    return new Candidate(row.text(), row.decision(), new Provenance("planted", line));
  }

  @SafeVarargs
  static <T> T one(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }
}

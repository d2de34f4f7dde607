package org.understory.cli.act;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.understory.cli.host.Host;
import org.understory.cli.store.StateException;
import org.understory.core.view.ViewJson;

/**
 * A member that stays, commanded by lines of JSON.
 *
 * <p><b>In.</b> {@code {"do":"send","id":7,"channel":"general","text":"hello"}}: a command's word,
 * its parameters by name (flags as true), and an {@code id} that comes back with the result. Also
 * {@code {"do":"quit"}}.
 *
 * <p><b>Out.</b> {@code {"event":"ready"}} first. {@code {"event":"result","id":7,"ok":true,
 * "result":{...}}} or {@code "ok":false,"error":code,"sentence":...} when a command is over. {@code
 * {"event":"view","view":{...}}} when the view changed. {@code message}, {@code pending}, {@code
 * unreadable} and {@code system} when an item of a timeline came or changed, {@code gone} when it
 * went.
 */
public final class Agent {
  private static final long DEFAULT_TIMEOUT_MILLIS = 30_000;
  private static final long WAIT_MILLIS = 86_400_000;
  private static final int LONGEST_LINE = 1 << 20;

  /** A command that is not over. */
  private record UnderWay(JsonElement id, Act act, long deadline) {}

  private final Host host;
  private final Consumer<String> out;
  private final Watch watch;
  private final List<UnderWay> underWay = new ArrayList<>();
  private String shown = "";
  private boolean ended;

  public Agent(Host host, Consumer<String> out) {
    this.host = host;
    this.out = out;
    this.watch = new Watch(host);
  }

  /** Runs until the end of commands, or until the host is stopped. */
  public void run() throws StateException {
    JsonObject ready = new JsonObject();
    ready.addProperty("event", "ready");
    ready.addProperty("hasGroup", host.client().hasGroup());
    out.accept(ready.toString());
    host.run(
        () -> {
          look();
          return ended && underWay.isEmpty();
        },
        Long.MAX_VALUE);
  }

  /** No more commands come; what is under way is finished. On the host's thread. */
  public void end() {
    ended = true;
  }

  /** Takes one line of input. On the host's thread. */
  public void take(String line) {
    if (line.isBlank()) {
      return;
    }
    JsonElement id = JsonNull.INSTANCE;
    try {
      JsonObject json = parse(line);
      id = json.has("id") ? json.get("id") : JsonNull.INSTANCE;
      String word = text(json.get("do"));
      if (word.equals("quit")) {
        end();
        result(id, new JsonObject());
        return;
      }
      begin(id, call(word, json));
    } catch (RefusedException e) {
      refused(id, e.code(), Sentences.of(e.code()));
    } catch (UsageException e) {
      refused(id, "bad-command", e.getMessage());
    }
  }

  private static JsonObject parse(String line) throws RefusedException {
    try {
      if (line.length() <= LONGEST_LINE
          && JsonParser.parseString(line) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException e) {
      // answered below, with whatever else is no object
    }
    throw new RefusedException("bad-command");
  }

  private static String text(@Nullable JsonElement element) throws RefusedException {
    if (element instanceof JsonPrimitive primitive) {
      return primitive.getAsString();
    }
    throw new RefusedException("bad-command");
  }

  private static Call call(String word, JsonObject json) throws RefusedException, UsageException {
    Word command = Word.of(word);
    if (command == null) {
      throw new RefusedException("bad-command");
    }
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, JsonElement> member : json.entrySet()) {
      String name = member.getKey();
      if (name.equals("do") || name.equals("id")) {
        continue;
      }
      Parameter parameter = command.parameter(name);
      if (parameter != null && parameter.kind() == Parameter.Kind.FLAG) {
        if (member.getValue() instanceof JsonPrimitive flag && flag.getAsBoolean()) {
          values.put(name, "");
        }
      } else {
        values.put(name, text(member.getValue()));
      }
    }
    return Call.of(command, values);
  }

  private void begin(JsonElement id, Call call) throws RefusedException {
    Act act = Acts.of(call, host);
    String code = act.begin().begin();
    if (!code.isEmpty()) {
      throw new RefusedException(code);
    }
    long patience = call.has("wait") ? WAIT_MILLIS : DEFAULT_TIMEOUT_MILLIS;
    underWay.add(new UnderWay(id, act, host.now() + patience));
  }

  private void look() {
    if (host.takeChanged() && host.client().hasGroup()) {
      String view = ViewJson.of(host.view());
      if (!view.equals(shown)) {
        shown = view;
        out.accept("{\"event\":\"view\",\"view\":" + view + "}");
      }
      watch.look(news -> out.accept(news.event().toString()));
    }
    for (UnderWay one : List.copyOf(underWay)) {
      try {
        Outcome outcome = one.act().look().look();
        if (outcome != null) {
          underWay.remove(one);
          result(one.id(), outcome.json().size() == 1 ? outcome.json().get(0) : all(outcome));
        } else if (host.now() >= one.deadline()) {
          throw new RefusedException("timeout");
        }
      } catch (RefusedException e) {
        underWay.remove(one);
        refused(one.id(), e.code(), Sentences.of(e.code()));
      }
    }
  }

  private static JsonObject all(Outcome outcome) {
    var list = new com.google.gson.JsonArray();
    outcome.json().forEach(list::add);
    JsonObject json = new JsonObject();
    json.add("messages", list);
    return json;
  }

  private void result(JsonElement id, JsonObject what) {
    JsonObject result = new JsonObject();
    result.addProperty("event", "result");
    result.add("id", id);
    result.addProperty("ok", true);
    result.add("result", what);
    out.accept(result.toString());
  }

  private void refused(JsonElement id, String code, @Nullable String sentence) {
    JsonObject result = new JsonObject();
    result.addProperty("event", "result");
    result.add("id", id);
    result.addProperty("ok", false);
    result.addProperty("error", code);
    result.addProperty("sentence", sentence);
    out.accept(result.toString());
  }
}

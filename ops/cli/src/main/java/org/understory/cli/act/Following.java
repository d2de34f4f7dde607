package org.understory.cli.act;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.understory.cli.host.Host;
import org.understory.cli.store.StateException;
import org.understory.core.view.Timeline;

/** Shows new messages as they come. */
public final class Following {
  private final Host host;
  private final boolean json;
  private final Consumer<String> out;
  private final @Nullable String wanted;
  private final Watch watch;

  /**
   * @param wanted name or id of the one channel to follow, or null
   * @param out takes line by line
   */
  public Following(Host host, @Nullable String wanted, boolean json, Consumer<String> out) {
    this.host = host;
    this.wanted = wanted;
    this.json = json;
    this.out = out;
    this.watch = new Watch(host);
    watch.skip();
  }

  /** Follows until a time, or until the host is stopped. */
  public void run(long deadline) throws RefusedException, StateException {
    Acts.requireGroup(host);
    String only = wanted == null ? null : Finding.channel(host, wanted).id();
    host.run(
        () -> {
          if (host.takeChanged()) {
            watch.look(news -> tell(news, only));
          }
          return isOver();
        },
        deadline);
    if (isOver()) {
      Acts.requireReady(host);
    }
  }

  private boolean isOver() {
    return switch (host.view().phase()) {
      case DECLINED, REMOVED, LEFT, DELETED -> true;
      default -> false;
    };
  }

  private void tell(Watch.News news, @Nullable String only) {
    if (only != null && !news.channel().id().equals(only)) {
      return;
    }
    Timeline.Item item = news.item();
    if (json) {
      out.accept(news.event().toString());
    } else if (item instanceof Timeline.Message message) {
      boolean arrived =
          message.me()
              ? message.state() == Timeline.MessageState.SENT
              : news.first() || message.state() == Timeline.MessageState.UNCONFIRMED;
      if (arrived) {
        out.accept("#" + Plain.text(news.channel().name()) + " " + Forms.line(item));
      }
    } else if (item instanceof Timeline.SystemLine && news.first()) {
      out.accept("#" + Plain.text(news.channel().name()) + " " + Forms.line(item));
    }
  }
}

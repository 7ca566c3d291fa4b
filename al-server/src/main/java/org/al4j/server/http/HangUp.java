package org.al4j.server.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/**
 * Ends a connection with a body that nobody wants. The server would read such a body for as long as
 * it comes, to have the connection for the next request. Instead the answer is sent at once, a
 * little more is read, since what is unread when a connection is closed can take the answer with
 * it, and that is all.
 */
final class HangUp {
  private static final int SMALL = 1 << 16; // bytes; these are read sooner than said
  private static final int MOST_MORE = 1 << 20;
  private static final long LONGEST_NANOS = 300_000_000;
  private static final long PAUSE_MILLIS = 5;

  private HangUp() {}

  /** After an answer is made, whatever it is. */
  static void ifDue(Context ctx) {
    if (isDue(ctx)) {
      hangUp(ctx);
    }
  }

  /** Whether a body is there that was not read, and is not known to be small. */
  private static boolean isDue(Context ctx) {
    long length = ctx.req().getContentLengthLong();
    boolean body = length > SMALL || (length < 0 && ctx.header("Transfer-Encoding") != null);
    try {
      return body && !ctx.req().getInputStream().isFinished();
    } catch (IOException | IllegalStateException e) {
      return false; // it is gone already
    }
  }

  private static void hangUp(Context ctx) {
    EndPoint end = Request.getBaseRequest(ctx.req()).getHttpChannel().getEndPoint();
    try {
      ctx.header("Connection", "close");
      InputStream answer = ctx.resultInputStream();
      if (answer != null && !ctx.res().isCommitted()) {
        ctx.res().setContentLength(answer.available()); // all of ours are in memory
        answer.transferTo(ctx.res().getOutputStream());
      }
      ctx.res().flushBuffer();
      end.shutdownOutput();
      drain(ctx.req().getInputStream());
    } catch (IOException e) {
      // whoever sends is gone
    } finally {
      end.close();
    }
  }

  private static void drain(ServletInputStream in) throws IOException {
    long end = System.nanoTime() + LONGEST_NANOS;
    byte[] some = new byte[SMALL];
    for (int read = 0; read < MOST_MORE && !in.isFinished() && System.nanoTime() < end; ) {
      int there = Math.min(in.available(), some.length);
      if (there > 0) {
        read += Math.max(0, in.read(some, 0, there));
      } else if (!pause()) {
        return;
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

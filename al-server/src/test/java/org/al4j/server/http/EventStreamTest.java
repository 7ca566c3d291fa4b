package org.al4j.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.al4j.server.access.Role;
import org.al4j.server.access.Visitor;
import org.junit.jupiter.api.Test;

/** A place in the stream of events comes back whatever becomes of him who took it. */
class EventStreamTest {
  private static final Visitor BEN = new Visitor("ben", Role.ANNOTATOR, false, "");

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** A request whose answer cannot be begun. */
  private static Context gone() {
    HttpServletResponse response =
        proxy(
            HttpServletResponse.class,
            (self, method, args) -> {
              if (method.getName().equals("flushBuffer")) {
                throw new IOException("gone");
              }
              return null;
            });
    return proxy(
        Context.class,
        (self, method, args) ->
            switch (method.getName()) {
              case "header" -> "text/event-stream";
              case "res" -> response;
              default -> null;
            });
  }

  @Test
  void listen_goneBeforeItBegan_givesThePlaceBack() {
    try (EventStream stream = new EventStream(() -> null, one -> true)) {
      for (int i = 0; i < 10; i++) {
        assertThrows(IOException.class, () -> stream.listen(gone(), BEN));
      }
    }
  }

  @Test
  void listen_revokedMeanwhile_isRefusedAndTakesNoPlace() {
    try (EventStream stream = new EventStream(() -> null, one -> false)) {
      for (int i = 0; i < 10; i++) {
        ApiException refused = assertThrows(ApiException.class, () -> stream.listen(gone(), BEN));
        assertEquals(401, refused.status());
      }
    }
  }
}

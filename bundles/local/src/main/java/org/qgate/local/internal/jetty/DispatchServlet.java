package org.qgate.local.internal.jetty;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.qgate.local.internal.http.Dispatcher;

/** The one servlet there is: every path, every method. Thread-safe. */
final class DispatchServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Dispatcher dispatcher;
    private final transient Supplier<Set<String>> own;
    private final transient Deadlines deadlines;
    private final transient Consumer<String> cut;

    /**
     * Makes it.
     *
     * @param own what a request may call this server
     * @param cut closes a connection of that name
     */
    DispatchServlet(Dispatcher dispatcher, Supplier<Set<String>> own, Deadlines deadlines, Consumer<String> cut) {
        this.dispatcher = dispatcher;
        this.own = own;
        this.deadlines = deadlines;
        this.cut = cut;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        String connection = Deadlines.name(request.getRemoteAddr(), request.getRemotePort());
        deadlines.answering(connection);
        ServletExchange exchange = new ServletExchange(request, response, new ServletExchange.Line() {
            @Override
            public void reading() {
                deadlines.reading(connection);
            }

            @Override
            public void answering() {
                deadlines.answering(connection);
            }

            @Override
            public void cut() {
                cut.accept(connection);
            }
        });
        try {
            dispatcher.serve(exchange, own.get());
        } catch (IOException gone) {
            exchange.cut(); // whoever asked hung up or was too slow: nobody is left to be told
        } catch (RuntimeException | Error failed) {
            exchange.cut();
            throw failed;
        } finally {
            deadlines.waiting(connection);
        }
    }
}

package dev.ostiary.app.command;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// Sends batches of an import, a few at a time: while the server writes one it can read the next. The answers are taken
/// in the order of the batches.
final class ImportBatches implements AutoCloseable {
    private static final int AT_ONCE = 2;

    private final UnaryOperator<JsonNode> post;
    private final Answered answered;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Queue<Sent> sent = new ArrayDeque<>();

    /// Takes an answer.
    @FunctionalInterface
    interface Answered {
        /// Takes what was answered to a batch.
        ///
        /// @param lines of the file that the keys of the batch stand in
        void take(List<Long> lines, JsonNode answer);
    }

    private record Sent(List<Long> lines, Future<JsonNode> answer) {}

    /// @param post sends a batch and waits for the answer; called by several threads
    ImportBatches(UnaryOperator<JsonNode> post, Answered answered) {
        this.post = post;
        this.answered = answered;
    }

    /// Sends a batch, once there is room for it.
    void send(List<Long> lines, JsonNode document) {
        if (sent.size() == AT_ONCE) {
            takeNext();
        }
        sent.add(new Sent(List.copyOf(lines), threads.submit(() -> post.apply(document))));
    }

    /// Waits for all answers.
    void finish() {
        while (!sent.isEmpty()) {
            takeNext();
        }
    }

    private void takeNext() {
        Sent next = sent.remove();
        try {
            answered.take(next.lines, next.answer.get());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keys are imported", stop);
        }
    }

    /// What is under way is waited for: it may have been done.
    @Override
    public void close() {
        threads.close();
    }
}

package dev.ostiary.app.server;

import dev.ostiary.control.ControlDependencies;
import dev.ostiary.control.ControlPlane;
import dev.ostiary.control.ControlSettings;
import dev.ostiary.control.PortInUseException;
import java.net.BindException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A control plane that starts while other things do.
final class ControlStart implements AutoCloseable {
    private final FutureTask<ControlPlane> starting;

    private ControlStart(FutureTask<ControlPlane> starting) {
        this.starting = starting;
    }

    /// Begins to start one.
    static ControlStart begin(ControlSettings settings, ControlDependencies dependencies) {
        FutureTask<ControlPlane> starting = new FutureTask<>(() -> ControlPlane.start(settings, dependencies));
        Thread.ofPlatform().name("control-start").daemon().start(starting);
        return new ControlStart(starting);
    }

    /// Waits until it listens.
    ///
    /// @param address where it is to listen, for the refusal
    ControlPlane await(ListenAddress address) {
        try {
            return starting.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof PortInUseException) {
                throw address.unusable(new BindException("Address already in use"));
            }
            throw new IllegalStateException("the control plane does not start", failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw StartRefused.because("interrupted while starting; start again");
        }
    }

    /// Stops it, also when nobody waited for it; one that failed to start has left nothing.
    @Override
    public void close() {
        try {
            starting.get().close();
        } catch (ExecutionException failed) {
            // told by await, or lost behind the failure that led here
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}

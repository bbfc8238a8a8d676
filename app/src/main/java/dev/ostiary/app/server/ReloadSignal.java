package dev.ostiary.app.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns SIGHUP, at which a process would end, into reading its files again. The JDK has signals in a module that is
/// supported but not exported to compilers without a warning (`jdk.unsupported`, JEP 260), so it is called by name.
public final class ReloadSignal {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadSignal.class);

    private ReloadSignal() {}

    /// Calls the work at each SIGHUP from now on.
    public static void install(Runnable reload) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object work =
                    Proxy.newProxyInstance(ReloadSignal.class.getClassLoader(), new Class<?>[] {handler}, (_, _, _) -> {
                        reload.run();
                        return null;
                    });
            Object before = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), work);
            if (handler.getField("SIG_IGN").get(null).equals(before)) {
                LOG.atWarn()
                        .log(
                                "SIGHUP is ignored, since this process was started so, as nohup does: it cannot be told to read"
                                        + " its files again or to reopen its log");
            }
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | NoSuchFieldException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException notOnThisSystem) {
            LOG.atDebug().log("there is no SIGHUP on this system");
        }
    }
}

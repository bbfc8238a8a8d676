package dev.ostiary.gateway;

import dev.ostiary.core.address.InternetAddress;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Who sent a request: who is at the other end of the connection, as the socket says, or who trusted proxies say is
/// behind them.
///
/// @param address of the socket; null when it does not say
/// @param internetAddress of the client, for decisions; null when it is not known for certain
/// @param text the client's address as it is written in headers and logs, the nearest one known for certain
/// @param isSecure whether the client came by TLS
record ClientAddress(
        @Nullable InetAddress address, @Nullable InternetAddress internetAddress, String text, boolean isSecure) {
    ClientAddress(@Nullable InetAddress address, String text, boolean isSecure) {
        this(address, address == null ? null : InternetAddress.of(address), text, isSecure);
    }

    static ClientAddress of(Channel channel, boolean isSecure) {
        return channel.remoteAddress() instanceof InetSocketAddress socket && socket.getAddress() != null
                ? new ClientAddress(socket.getAddress(), socket.getAddress().getHostAddress(), isSecure)
                : new ClientAddress(null, "unknown", isSecure);
    }
}

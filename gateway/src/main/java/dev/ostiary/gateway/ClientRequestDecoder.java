package dev.ostiary.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;

/// Reads requests of a client, strictly, and lets its connection know when bytes come, so that a head that
/// never ends is noticed.
final class ClientRequestDecoder extends HttpRequestDecoder {
    private static final int MAX_REQUEST_LINE = 16 * 1024;
    private static final int MAX_HEADERS_SIZE = 32 * 1024;

    private final ClientConnection connection;

    ClientRequestDecoder(ClientConnection connection) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_REQUEST_LINE)
                .setMaxHeaderSize(MAX_HEADERS_SIZE)
                .setMaxChunkSize(Integer.MAX_VALUE)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setAllowDuplicateContentLengths(false));
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        connection.bytesArrived();
        super.channelRead(context, message);
    }
}

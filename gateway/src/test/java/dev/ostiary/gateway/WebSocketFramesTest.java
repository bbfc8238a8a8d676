package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A frame is put in only where one has ended.
class WebSocketFramesTest {
    private final WebSocketFrames frames = new WebSocketFrames();

    private void follow(byte[] bytes, int from, int to) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes, from, to - from);
        frames.follow(buffer);
        assertEquals(to - from, buffer.readableBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 100_000})
    void endOfAFrame_isFoundHoweverItIsCut(int size) {
        byte[] frame = WebSocketAgent.frame(2, new byte[size]);
        for (int step : new int[] {1, 2, 3, 7, 4096, Integer.MAX_VALUE / 2}) {
            for (int at = 0; at < frame.length; at += step) {
                assertTrue(at == 0 == frames.isBetween());
                follow(frame, at, Math.min(frame.length, at + step));
            }
            assertTrue(frames.isBetween());
        }
    }

    @Test
    void severalFramesAtOnce_areFollowed() {
        byte[] one = WebSocketAgent.frame(1, new byte[200]);
        byte[] two = WebSocketAgent.frame(2, new byte[3]);
        byte[] all = new byte[one.length + two.length];
        System.arraycopy(one, 0, all, 0, one.length);
        System.arraycopy(two, 0, all, one.length, two.length);
        follow(all, 0, all.length);
        assertTrue(frames.isBetween());
        follow(all, 0, all.length - 1);
        assertFalse(frames.isBetween());
        follow(all, all.length - 1, all.length);
        assertTrue(frames.isBetween());
    }

    @Test
    void maskedFrame_isFollowed() {
        byte[] masked = {(byte) 0x81, (byte) 0x82, 1, 2, 3, 4, 5};
        follow(masked, 0, masked.length);
        assertFalse(frames.isBetween());
        follow(new byte[1], 0, 1);
        assertTrue(frames.isBetween());
    }

    /// A length that cannot be never comes to an end.
    @Test
    void negativeLength_isNeverOver() {
        byte[] frame = {(byte) 0x82, 127, -1, -1, -1, -1, -1, -1, -1, -1};
        follow(frame, 0, frame.length);
        follow(new byte[1000], 0, 1000);
        assertFalse(frames.isBetween());
    }
}

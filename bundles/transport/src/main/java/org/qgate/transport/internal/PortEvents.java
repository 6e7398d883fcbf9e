package org.qgate.transport.internal;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/** Turns a channel's events into a port's. */
final class PortEvents extends ChannelInboundHandlerAdapter {
    private final Port port;

    PortEvents(Port port) {
        this.port = port;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        try {
            port.arrived(buffer);
        } finally {
            buffer.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        port.wakeUpDone();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            port.inputEnded();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        port.ended();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        port.broke();
    }
}

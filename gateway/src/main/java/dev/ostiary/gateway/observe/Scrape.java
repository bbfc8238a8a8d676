package dev.ostiary.gateway.observe;

/// All metrics at one moment.
///
/// @param contentType the format they are in
/// @param text as it is sent, in UTF-8
public record Scrape(String contentType, String text) {}

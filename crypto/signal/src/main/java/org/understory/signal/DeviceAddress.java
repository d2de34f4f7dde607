package org.understory.signal;

/**
 * Names a remote device to an engine and its stores. Never on the wire.
 *
 * @param name the device id, lower-case hexadecimal
 */
public record DeviceAddress(String name) {}

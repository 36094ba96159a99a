package io.kehub.erp.access;

/**
 * What a caller read in a picture.
 *
 * @param device the device that was shown the picture
 * @param code empty if the caller has read none
 */
public record CaptchaProof(String device, String code) {}

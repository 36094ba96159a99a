package io.kehub.erp.access;

/**
 * A caller's answer to a captcha.
 *
 * @param device the device that was shown the picture
 * @param code empty if there is none
 */
public record CaptchaProof(String device, String code) {}

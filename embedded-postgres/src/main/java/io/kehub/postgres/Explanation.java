package io.kehub.postgres;

/**
 * Why PostgreSQL does not start and what to do about it, each in Chinese and in English, as whole sentences.
 *
 * @param chinese the cause
 * @param english the cause
 * @param chineseAdvice what to do
 * @param englishAdvice what to do
 */
record Explanation(String chinese, String english, String chineseAdvice, String englishAdvice) {}

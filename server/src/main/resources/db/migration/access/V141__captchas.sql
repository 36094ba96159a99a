-- Captchas 随机验证码 that were shown and not yet used. The code itself is not kept.
create table captcha (
    device_hash bytea primary key check (octet_length(device_hash) = 32),
    code_hash bytea not null check (octet_length(code_hash) = 32),
    expires_at timestamptz not null
);

create index captcha_expires on captcha (expires_at);

'use strict';

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) {
    made.textContent = text;
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  return made;
}

// search

/**
 * Whether what was typed spells the characters from one of them on: each by a whole reading or its initial, the last one also
 * by the beginning of a reading.
 */
function spells(typed, characters, at) {
  if (typed === '') {
    return true;
  }
  if (at >= characters.length) {
    return false;
  }
  return characters[at].some((reading) =>
    reading.startsWith(typed)
    || (typed.startsWith(reading) && spells(typed.slice(reading.length), characters, at + 1))
    || (typed[0] === reading[0] && spells(typed.slice(1), characters, at + 1)));
}

function matches(entry, word) {
  return entry.texts.some((text) => text.includes(word))
    || (/^[a-z0-9]+$/.test(word) && entry.characters.some((_, index) => spells(word, entry.characters, index)));
}

function searchable(item) {
  return {
    item,
    texts: [item.textContent, item.dataset.id, item.dataset.paths].map((text) => text.toLowerCase()),
    characters: item.dataset.pinyin.split(' ').map((readings) => readings.split('/')),
  };
}

const search = document.querySelector('#search');
if (search) {
  const entries = [...document.querySelectorAll('#menu li')].map(searchable);
  const menu = document.querySelector('#menu');
  const found = document.querySelector('#found');
  const narrow = matchMedia('(max-width: 720px)').matches;
  menu.open = !narrow;

  const show = () => {
    // pinyin is typed with blanks between syllables, or without
    const typed = search.value.trim().toLowerCase();
    const joined = typed.replaceAll(/\s+/g, '');
    let count = 0;
    for (const entry of entries) {
      const hit = joined === '' || matches(entry, typed) || matches(entry, joined);
      entry.item.hidden = !hit;
      count += hit ? 1 : 0;
    }
    for (const section of [...document.querySelectorAll('#menu section')]) {
      section.hidden = !section.querySelector('li:not([hidden])');
    }
    menu.open = joined !== '' || !narrow;
    found.textContent = joined === '' ? '' : count === 0 ? '没有找到' : `找到 ${count} 个接口`;
  };
  search.addEventListener('input', show);
  search.form.addEventListener('submit', (event) => {
    event.preventDefault();
    const first = document.querySelector('#menu li:not([hidden]) a');
    if (search.value.trim() !== '' && first) {
      location.assign(first.href);
    }
  });
  search.value = new URLSearchParams(location.search).get('q') ?? search.value;
  show();
  if (!narrow) {
    const current = document.querySelector('#menu li a[aria-current]');
    document.querySelector('.side').scrollTop = current ? current.offsetTop - innerHeight / 2 : 0;
  }
}

// copying

for (const block of document.querySelectorAll('.code')) {
  const language = block.closest('[data-language]')?.dataset.language ?? '代码';
  const button = element('button', '复制', { type: 'button', class: 'copy', 'aria-label': `复制 ${language}` });
  button.addEventListener('click', async () => {
    const text = block.querySelector('pre').textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // plain HTTP has no clipboard; a selection can be copied by hand
      getSelection().selectAllChildren(block.querySelector('pre'));
      button.textContent = document.execCommand('copy') ? '已复制' : '已选中';
      return;
    }
    button.textContent = '已复制';
    setTimeout(() => { button.textContent = '复制'; }, 2000);
  });
  block.append(button);
}

// trying an example

/** Sends a request as the dialect writes it. The browser's own session counts where the request shows none. */
async function send(path, dialect, body) {
  const headers = { 'Content-Type': 'application/json' };
  if (dialect === 'v3') {
    headers['ZBAPI-Token'] = 'cookie';
  }
  const answer = await fetch(path, { method: 'POST', headers, body: body.replaceAll('{session}', '') });
  const type = answer.headers.get('Content-Type') ?? '';
  if (!type.includes('json')) {
    return { status: answer.status, text: `（${type}，${(await answer.blob()).size} 字节）`, code: '' };
  }
  const text = await answer.text();
  const json = JSON.parse(text);
  return { status: answer.status, text: JSON.stringify(json, null, 2), code: problemCode(json) };
}

/** Whether the request succeeded, as its dialect says it. */
function succeeded(json) {
  return json.success ?? json.flag ?? (json.Code === 200 || json.header?.status === 0);
}

/** The code for programs, wherever the dialect has it; empty if the request succeeded. */
function problemCode(json) {
  if (succeeded(json)) {
    return '';
  }
  return json.ErrorCode ?? json.data?.code ?? json.datas?.code ?? json.body?.message?.data?.code ?? 'error';
}

/** A form to sign in below the example, so that what was typed stays. */
function askToSignIn(place, id, again) {
  const form = element('form', undefined, { 'aria-label': '重新登录' });
  const user = element('input', undefined, { id: `user-${id}`, autocomplete: 'username', required: '' });
  const password = element('input', undefined, { id: `password-${id}`, type: 'password', autocomplete: 'current-password', required: '' });
  const told = element('p', '会话已结束，请登录；请求体保持不变，登录后自动发送。', { role: 'status', 'aria-live': 'polite' });
  const row = element('p');
  row.append(element('label', '用户名 ', { for: user.id }), user, ' ', element('label', '密码 ', { for: password.id }), password, ' ', element('button', '登录并发送'));
  form.append(told, row);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const answer = await fetch('/webapi/v3/ov1/login', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user: user.value, password: password.value }),
    });
    if (answer.ok) {
      place.replaceChildren();
      again();
    } else {
      told.textContent = (await answer.json()).message;
      password.value = '';
      password.focus();
    }
  });
  place.replaceChildren(form);
  user.focus();
}

for (const form of document.querySelectorAll('form.try')) {
  const { path, dialect } = form.dataset;
  const [result, state, area] = ['.result', '.state', 'textarea'].map((each) => form.querySelector(each));
  // a form within a form is not allowed, so the sign-in stands after it
  const again = form.querySelector('.again');
  form.after(again);
  const button = form.querySelector('button');
  button.disabled = false;
  state.textContent = '';
  const submit = async () => {
    state.textContent = '正在发送…';
    button.disabled = true;
    try {
      const answer = await send(path, dialect, area.value);
      result.textContent = answer.text;
      result.hidden = false;
      state.textContent = answer.code === '' ? `成功，HTTP ${answer.status}` : `未成功：${answer.code}，HTTP ${answer.status}`;
      if (answer.code === 'no_session') {
        askToSignIn(again, dialect, submit);
      }
    } catch (failure) {
      state.textContent = `没有送达：${failure.message}`;
    } finally {
      button.disabled = false;
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
}

'use strict';

/** Sends a request as the dialect writes it. The browser's own session counts where the body shows none. */
async function send(path, dialect, body) {
  const headers = { 'Content-Type': 'application/json' };
  if (dialect === 'v3') {
    headers['ZBAPI-Token'] = 'cookie';
  }
  const answer = await fetch(path, { method: 'POST', headers, body: body.replaceAll('{session}', '') });
  const text = await answer.text();
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

for (const form of document.querySelectorAll('form.try')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const result = form.querySelector('.result');
    result.hidden = false;
    result.textContent = '…';
    try {
      result.textContent = await send(form.dataset.path, form.dataset.dialect, form.querySelector('textarea').value);
    } catch (failure) {
      result.textContent = String(failure);
    }
  });
}

const signIn = document.querySelector('#sign-in');
if (signIn) {
  signIn.addEventListener('submit', async (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(signIn));
    const answer = await fetch('/webapi/v3/ov1/login', { method: 'POST', body: JSON.stringify(given) });
    if (answer.ok) {
      location.reload();
    } else {
      signIn.querySelector('output').textContent = (await answer.json()).message;
    }
  });
}

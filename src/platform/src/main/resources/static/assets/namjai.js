// A page that waits (data-refresh="seconds") looks again by itself, and replaces only what changed,
// so that a screen reader announces the change and the reader keeps the place.
(function () {
  'use strict';
  var waiting = document.querySelector('[data-refresh]');
  if (waiting) {
    var seconds = Number(waiting.dataset.refresh);
    var timer = setInterval(look, seconds * 1000);
    var misses = 0;
  }

  function look() {
    if (document.hidden) {
      return;
    }
    fetch(location.href, { headers: { Accept: 'text/html' }, redirect: 'error' })
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error('answer ' + answer.status);
        }
        return answer.text();
      })
      .then(function (text) {
        misses = 0;
        var fresh = new DOMParser().parseFromString(text, 'text/html').getElementById(waiting.id);
        if (!fresh) {
          return clearInterval(timer);
        }
        if (fresh.innerHTML !== waiting.innerHTML) {
          waiting.innerHTML = fresh.innerHTML;
        }
        if (!fresh.dataset.refresh) {
          clearInterval(timer);
        }
      })
      .catch(function () {
        misses += 1;
        if (misses > 5) {
          clearInterval(timer);
        }
      });
  }

  // One press is enough: the button says that it is working, and a second press does nothing.
  document.addEventListener('submit', function (event) {
    var button = event.target.querySelector('button[data-busy]');
    if (!button) {
      return;
    }
    if (button.getAttribute('aria-disabled') === 'true') {
      event.preventDefault();
      return;
    }
    button.setAttribute('aria-disabled', 'true');
    button.dataset.idle = button.textContent;
    button.textContent = button.dataset.busy;
  });
  // A token is copied whole, without being selected by hand.
  document.addEventListener('click', function (event) {
    var button = event.target.closest('button[data-copy]');
    if (button) {
      navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    }
  });
  // Back in the browser brings the page as it was left; its button must work again.
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('button[data-idle]').forEach(function (button) {
      button.removeAttribute('aria-disabled');
      button.textContent = button.dataset.idle;
    });
  });
})();

;;; look.el --- What a person sees in Emacs, on an example  -*- lexical-binding: t -*-
;; Run by tests/editors/emacs/run in a folder with the example.

;;; Code:

(require 'copydesk)
(add-hook 'copydesk-bundle-mode-hook #'eglot-ensure)

(defvar look-failed 0 "How many checks have failed.")
(defvar look-passed 0 "How many have not.")

(defun look-check (holds what &optional got)
  "Say whether WHAT HOLDS, and else what was GOT instead."
  (princ (format "%s%s%s\n" (if holds "ok      " "not ok  ") what (if holds "" (format "  got: %S" got))))
  (if holds (setq look-passed (1+ look-passed)) (setq look-failed (1+ look-failed)))
  holds)

(defun look-wait (holds)
  "Wait until the function HOLDS gives something, and give it."
  (let ((end (+ (float-time) (/ (string-to-number (or (getenv "PATIENCE") "20000")) 1000.0))) found)
    (while (and (not (setq found (funcall holds))) (< (float-time) end))
      (accept-process-output nil 0.05))
    found))

(defun look-finding (words)
  "The Flymake diagnostic that starts where WORDS first stand."
  (save-excursion
    (goto-char (point-min))
    (search-forward words)
    (let ((start (match-beginning 0)))
      (seq-find (lambda (it) (= (flymake-diagnostic-beg it) start)) (flymake-diagnostics)))))

(setq eglot-sync-connect 10 eglot-send-changes-idle-time 0.05 flymake-no-changes-timeout 0.1)
(find-file "state-visit.bundle")
(look-check (eq major-mode 'copydesk-bundle-mode) "the mode is copydesk-bundle-mode" major-mode)
(font-lock-ensure)
(look-check (save-excursion (search-forward "--- article") (get-text-property (match-beginning 0) 'face))
            "markers are coloured without the server")
;; In a batch session there is no idle moment in which `eglot-ensure' could act.
(unless (eglot-current-server) (call-interactively #'eglot))
(look-check (look-wait #'eglot-current-server) "the server is attached")
(flymake-start)

;; Finding: the value alone, with the other side in the message.
(let ((finding (look-wait (lambda () (look-finding "burn,\" Kostan")))))
  (when (look-check finding "the disputed word is marked" (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))
    (look-check (= (- (flymake-diagnostic-end finding) (flymake-diagnostic-beg finding)) (length "burn"))
                "and nothing else is" finding)
    (look-check (string-match-p "close.*Amber Courier" (flymake-diagnostic-text finding)) "its message names the other side"
                (flymake-diagnostic-text finding))))

;; Card.
(goto-char (point-min))
(search-forward "burn,\" Kostan")
(goto-char (1+ (match-beginning 0)))
(let (card)
  (eglot-hover-eldoc-function (lambda (text &rest _) (setq card text)))
  (look-check (look-wait (lambda () (and card (string-match-p "Amber Courier" card)))) "the card has the other side" card))

;; Jump.
(let ((before (point)))
  (xref-find-definitions (xref-backend-identifier-at-point (xref-find-backend)))
  (look-check (look-wait (lambda () (or (/= (point) before) (get-buffer "*xref*")))) "M-. leads to the other side"))

;; Commands.
(switch-to-buffer (get-file-buffer "state-visit.bundle"))
(goto-char (point-min))
(copydesk-next-conflict)
(look-check (< 1 (line-number-at-pos)) "next goes to a conflict" (line-number-at-pos))
(let ((first (point)))
  (copydesk-next-conflict)
  (copydesk-previous-conflict)
  (look-check (= (point) first) "previous goes back" (line-number-at-pos)))
(search-forward "burn,\" Kostan")
(goto-char (1+ (match-beginning 0)))
(copydesk-comparison)
(with-current-buffer "*copydesk comparison*"
  (look-check (and (search-forward "Amber Courier" nil t) (string-match-p "close" (buffer-string)))
              "the comparison has every outlet's words" (buffer-string)))
(copydesk-why)
(with-current-buffer "*copydesk why*"
  (look-check (search-forward "reported (quote)" nil t) "why has what was compared" (buffer-string)))
(copydesk-sources)
(with-current-buffer "*copydesk sources*"
  (look-check (search-forward "Radio Delta" nil t) "the sources have every account" (buffer-string)))
(copydesk-report)
(with-current-buffer "*copydesk report*"
  (look-check (search-forward "In dispute" nil t) "the report has what is in dispute" (buffer-string)))

;; An edit that mends it.
(switch-to-buffer (get-file-buffer "state-visit.bundle"))
(goto-char (point-min))
(search-forward "burn,\" Kostan")
(replace-match "close,\" Kostan")
(look-check (look-wait (lambda ()
                         (eglot--signal-textDocument/didChange)
                         (flymake-start)
                         (not (seq-find (lambda (it) (string-match-p "“burn”" (flymake-diagnostic-text it)))
                                        (flymake-diagnostics)))))
            "correcting the word takes the mark away")

(eglot-shutdown (eglot-current-server))
(princ (format "%d passed, %d failed\n" look-passed look-failed))
(kill-emacs (if (zerop look-failed) 0 1))
;;; look.el ends here

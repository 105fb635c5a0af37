;;; copydesk.el --- Several reports of one event, side by side  -*- lexical-binding: t -*-

;; Author: The Copydesk authors
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; Keywords: wp, tools, languages
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; A mode for news bundles, files that end in .bundle, and its language
;; server `copydesk', which says where the articles cannot both be right.
;;
;;   (require 'copydesk)
;;   (add-hook 'copydesk-bundle-mode-hook #'eglot-ensure)
;;
;; What Eglot has for every server works: findings through Flymake, cards
;; through ElDoc, `xref-find-definitions' from one outlet's words to another's,
;; `eglot-code-actions' to settle a conflict.  Beyond that:
;;
;;   C-c C-n  next unsettled conflict      C-c C-c  comparison at point
;;   C-c C-p  previous one                 C-c C-r  report on the bundle
;;   C-c C-w  why: what was compared       C-c C-s  shared text

;;; Code:

(require 'eglot)

(defgroup copydesk nil
  "Several reports of one event, side by side."
  :group 'text
  :prefix "copydesk-")

(defcustom copydesk-command '("copydesk" "serve")
  "The program and arguments that start the server."
  :type '(repeat string))

(defcustom copydesk-settings nil
  "The server's settings, a plist that becomes a JSON object.
For instance (:severity (:name \"off\") :maxDiagnostics 500)."
  :type 'plist)

;;;; Faces

(defface copydesk-marker '((t :inherit font-lock-keyword-face :weight bold))
  "Face for the line that starts a section.")

(defface copydesk-header '((t :inherit font-lock-type-face))
  "Face for the name of a header.")

(defface copydesk-quotation '((t :inherit font-lock-string-face))
  "Face for words in quotation marks.")

(defface copydesk-attributes '((t :inherit font-lock-preprocessor-face))
  "Face for what stands in braces after annotated words.")

(defface copydesk-annotated '((t :inherit underline))
  "Face for annotated words.")

(defface copydesk-value '((t :inherit warning :underline t))
  "Face for the disputed value in a comparison.")

(defface copydesk-differs '((t :inherit highlight))
  "Face for words that other outlets do not have in a comparison.")

;;;; The mode

(defconst copydesk--marker "^--- [a-z]+\\(?:[ \t]+[^ \t\n]+\\)?[ \t]*$"
  "A line that starts a section.")

(defconst copydesk--annotation
  "\\[\\([^][\n]*\\(?:\\[[^][\n]*\\][^][\n]*\\)*\\)\\]\\({[^}\n]*\\_<\\(?:person\\|fact\\|value\\|ignore\\)=[^}\n]*}\\)"
  "Words in brackets, followed at once by attributes.")

(defun copydesk--next-header (limit)
  "Move to the next header before LIMIT: a line of a section's head.
The match has the key as its first group and the value as its second."
  (let (found)
    (while (and (not found)
                (re-search-forward "^\\([A-Za-z][A-Za-z0-9-]*\\):\\(.*\\)$" limit t))
      (setq found (save-match-data
                    (save-excursion
                      (beginning-of-line)
                      (while (and (not (bobp)) (zerop (forward-line -1))
                                  (looking-at "[A-Za-z][A-Za-z0-9-]*:\\|[ \t]+[^ \t\n]")))
                      (looking-at-p copydesk--marker)))))
    found))

(defvar copydesk-bundle-font-lock-keywords
  `((,copydesk--marker 0 'copydesk-marker)
    (copydesk--next-header (1 'copydesk-header))
    ("“[^”\n]*”?" 0 'copydesk-quotation)
    ("\\(?:^\\|[^[:alnum:]]\\)\\(\"[^\"\n]+\"\\)" 1 'copydesk-quotation)
    (,copydesk--annotation (1 'copydesk-annotated prepend) (2 'copydesk-attributes t)))
  "What is coloured in bundles without the server.")

(defvar copydesk-bundle-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "C-c C-n") #'copydesk-next-conflict)
    (define-key map (kbd "C-c C-p") #'copydesk-previous-conflict)
    (define-key map (kbd "C-c C-c") #'copydesk-comparison)
    (define-key map (kbd "C-c C-r") #'copydesk-report)
    (define-key map (kbd "C-c C-w") #'copydesk-why)
    (define-key map (kbd "C-c C-s") #'copydesk-sources)
    map)
  "Keys in bundles.")

;;;###autoload
(define-derived-mode copydesk-bundle-mode text-mode "Bundle"
  "Mode for several reports of one event in one file."
  (setq-local font-lock-defaults '(copydesk-bundle-font-lock-keywords t))
  (setq-local outline-regexp "--- [a-z]")
  (setq-local imenu-generic-expression
              '((nil "^--- article[ \t]+\\([^ \t\n]+\\)" 1)
                ("People" "^--- person[ \t]+\\([^ \t\n]+\\)" 1)
                ("Facts" "^--- fact[ \t]+\\([^ \t\n]+\\)" 1)
                ("Decisions" "^--- decision[ \t]+\\([^ \t\n]+\\)" 1)))
  (visual-line-mode))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.bundle\\'" . copydesk-bundle-mode))

;;;; The server

(defclass copydesk-server (eglot-lsp-server) ()
  "The connection to Copydesk.")

(cl-defmethod eglot-initialization-options ((_server copydesk-server))
  "The settings, sent at the start."
  (or copydesk-settings (make-hash-table)))

(defun copydesk--contact (&rest _)
  "How the server is started, read anew each time."
  (cons 'copydesk-server copydesk-command))

(add-to-list 'eglot-server-programs '(copydesk-bundle-mode . copydesk--contact))

(defun copydesk--ask (command)
  "What the server answers to COMMAND about the bundle here, at point."
  (let ((server (or (eglot-current-server)
                    (user-error "No server here: M-x eglot starts it"))))
    (eglot--signal-textDocument/didChange)
    (jsonrpc-request server :workspace/executeCommand
                     (list :command command
                           :arguments (vector (eglot--TextDocumentPositionParams))))))

;; Eglot 1.17 made these public under another name.
(defalias 'copydesk--path
  (if (fboundp 'eglot-uri-to-path) 'eglot-uri-to-path 'eglot--uri-to-path))
(defalias 'copydesk--region
  (if (fboundp 'eglot-range-region) 'eglot-range-region 'eglot--range-region))

(defun copydesk--show (place)
  "Go to PLACE, a location of the protocol."
  (pop-to-buffer (find-file-noselect (copydesk--path (plist-get place :uri)))
                 '((display-buffer-reuse-window display-buffer-use-some-window)))
  (let ((range (copydesk--region (plist-get place :range))))
    (push-mark nil t)
    (goto-char (car range))
    (when (fboundp 'pulse-momentary-highlight-region)
      (pulse-momentary-highlight-region (car range) (cdr range)))))

(defun copydesk--turn (command)
  "Go where COMMAND leads from here."
  (let ((place (copydesk--ask command)))
    (if place (copydesk--show place)
      (message "Nothing is left to settle in this bundle"))))

;;;###autoload
(defun copydesk-next-conflict ()
  "Go to the next conflict that is not settled, round the end."
  (interactive)
  (copydesk--turn "copydesk.next"))

;;;###autoload
(defun copydesk-previous-conflict ()
  "Go to the previous conflict that is not settled."
  (interactive)
  (copydesk--turn "copydesk.previous"))

(defun copydesk--page (name write)
  "Show a page called NAME beside the bundle, with what WRITE puts there."
  (with-current-buffer (get-buffer-create name)
    (let ((inhibit-read-only t))
      (erase-buffer)
      (special-mode)
      (visual-line-mode)
      (funcall write)
      (goto-char (point-min)))
    (display-buffer (current-buffer))))

(defun copydesk--button (label place)
  "Insert LABEL as a button that leads to PLACE."
  (insert-text-button label
                      'help-echo "Show it in its article"
                      'action (lambda (_) (copydesk--show place))))

;;;###autoload
(defun copydesk-comparison ()
  "Show every outlet's own words on the disputed fact at point."
  (interactive)
  (let ((comparison (copydesk--ask "copydesk.comparison")))
    (unless comparison (user-error "Nothing is in dispute here"))
    (copydesk--page
     "*copydesk comparison*"
     (lambda ()
       (insert (propertize (plist-get comparison :subject) 'face 'bold) "\n"
               (plist-get comparison :reason) "\n")
       (dolist (note '(:remark :accounts :settled))
         (when (plist-get comparison note)
           (insert (propertize (plist-get comparison note) 'face 'italic) "\n")))
       (seq-doseq (column (plist-get comparison :columns))
         (insert "\n" (propertize (plist-get column :outlet) 'face 'bold)
                 (if (plist-get column :published) (format " (%s)" (plist-get column :published)) "")
                 "\n")
         (seq-doseq (statement (plist-get column :statements))
           (copydesk--button (plist-get statement :shown) (plist-get statement :location))
           (insert "\n")
           (seq-doseq (piece (plist-get statement :sentence))
             (insert (propertize (plist-get piece :text)
                                 'face (pcase (plist-get piece :mark)
                                         ("value" 'copydesk-value)
                                         ("differs" 'copydesk-differs)))))
           (insert "\n")))))))

;;;###autoload
(defun copydesk-why ()
  "Show what the statements at point were compared with, and what came of it."
  (interactive)
  (let ((answers (copydesk--ask "copydesk.why")))
    (when (seq-empty-p answers) (user-error "No statement stands here"))
    (copydesk--page
     "*copydesk why*"
     (lambda ()
       (seq-doseq (answer answers)
         (insert (propertize (plist-get answer :text) 'face 'bold) "\n")
         (seq-doseq (compared (plist-get answer :compared))
           (let ((other (plist-get compared :other)))
             (insert (if (eq (plist-get compared :reported) t) "reported" "let pass")
                     " (" (plist-get compared :kind) "): ")
             (when other
               (copydesk--button (plist-get other :text) (plist-get other :location))
               (insert " in " (plist-get other :outlet) ": "))
             (insert (plist-get compared :reason) "\n"))))))))

;;;###autoload
(defun copydesk-sources ()
  "Show which articles are one account, and the sentences they share."
  (interactive)
  (let ((sources (copydesk--ask "copydesk.sources")))
    (copydesk--page
     "*copydesk sources*"
     (lambda ()
       (seq-doseq (account (plist-get sources :accounts))
         (insert (mapconcat #'identity (plist-get account :outlets) " with ") "\n"))
       (seq-doseq (pair (plist-get sources :pairs))
         (let ((outlets (plist-get pair :outlets)))
           (insert "\n" (propertize (concat (aref outlets 0) ", " (aref outlets 1)) 'face 'bold) "\n")
           (seq-doseq (shared (plist-get pair :sentences))
             (insert (format "%.0f %% of a sentence: " (* 100 (plist-get shared :part))))
             (copydesk--button (aref outlets 0) (plist-get shared :here))
             (insert ", ")
             (copydesk--button (aref outlets 1) (plist-get shared :there))
             (insert "\n"))))))))

;;;###autoload
(defun copydesk-report ()
  "Show the report on the bundle."
  (interactive)
  (let ((report (copydesk--ask "copydesk.report")))
    (copydesk--page "*copydesk report*" (lambda () (insert report)))))

(provide 'copydesk)

;;; copydesk.el ends here

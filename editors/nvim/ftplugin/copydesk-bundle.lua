-- Articles are prose: long lines are wrapped at words. The format has no comments.
vim.opt_local.wrap = true
vim.opt_local.linebreak = true
vim.opt_local.breakindent = true
vim.opt_local.textwidth = 0
vim.opt_local.commentstring = ''
vim.opt_local.foldmethod = 'expr'
vim.opt_local.foldexpr = "getline(v:lnum) =~# '^--- \\l\\+\\%(\\s\\+\\S\\+\\)\\?\\s*$' ? '>1' : '='"
vim.opt_local.foldlevel = 99

vim.b.undo_ftplugin = (vim.b.undo_ftplugin and vim.b.undo_ftplugin .. ' | ' or '')
  .. 'setlocal wrap< linebreak< breakindent< textwidth< commentstring< foldmethod< foldexpr< foldlevel<'

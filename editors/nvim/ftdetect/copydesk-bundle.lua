vim.filetype.add({
  extension = {
    bundle = function(_, buffer)
      -- Git keeps packed histories in files with the same ending. Without a buffer the ending alone is asked about.
      local first = vim.api.nvim_buf_is_valid(buffer) and vim.api.nvim_buf_get_lines(buffer, 0, 1, false)[1] or ''
      return not first:find('^# v%d+ git bundle') and 'copydesk-bundle' or nil
    end,
  },
})
